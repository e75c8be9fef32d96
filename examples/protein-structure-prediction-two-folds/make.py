"""Folds one and the same chain twice; both folds are equally good, and not alike."""

import numpy as np

from bead_chains import draw, fold, write

CHAIN = "owowwoowowwowoowwowo"

write(CHAIN)
draw("chain.svg", CHAIN, np.array([(number, 0, 0) for number in range(len(CHAIN))]), 0)
for name, seed in (("first.svg", 3), ("second.svg", 4)):
    places, pairs = fold(CHAIN, seed=seed)
    draw(name, CHAIN, places)
    print(name, pairs, "pairs of oily beads touch")
