"""Puts words into the gap of a sentence, asks SmolLM2 how likely each sentence is, and draws each word's share as a bar."""

import numpy as np

from language_models import given, surprise
from site_media import bar_chart

sentence, choice = given()
names = choice.splitlines()
likely = -np.array(surprise([sentence.replace("____", name) for name in names]))
shares = np.exp(likely - likely.max())
shares = 100 * shares / shares.sum()
best = np.argsort(-shares)[:6]
bar_chart("words.svg", [(names[place], float(shares[place])) for place in best], " %")
