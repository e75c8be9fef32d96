"""Folds a chain of twenty beads on a grid so that as many oily ones as possible lie together."""

import numpy as np

from bead_chains import draw, fold, write

CHAIN = "owowwoowowwowoowwowo"

write(CHAIN)
draw("chain.svg", CHAIN, np.array([(number, 0, 0) for number in range(len(CHAIN))]), 0)
places, pairs = max((fold(CHAIN, seed=seed) for seed in range(6)), key=lambda found: found[1])
draw("fold.svg", CHAIN, places)
print(pairs, "pairs of oily beads touch")
