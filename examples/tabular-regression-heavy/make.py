"""Lets boosted trees that have seen no penguin above 4.5 kg estimate heavier ones, and draws the estimates against the truth."""

from lightgbm import LGBMRegressor

from language_models import PAPER, penguins, words
from site_media import COLOURS, line, point, save_svg

MEASURES = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm"]

table = penguins()
light, heavy = table[table["body_mass_g"] <= 4500], table[table["body_mass_g"] > 4500]
trees = LGBMRegressor(
    n_estimators=150,
    learning_rate=0.05,
    num_leaves=6,
    random_state=0,
    n_jobs=1,
    deterministic=True,
    force_col_wise=True,
    verbose=-1,
)
trees.fit(light[MEASURES], light["body_mass_g"])


def place(weighed: float, said: float) -> tuple[float, float]:
    """Give the place of a weight and its estimate on the chart, both from 2.5 to 6.5 kg."""
    return 70 + 520 * (weighed - 2500) / 4000, 400 - 350 * (said - 2500) / 4000


pieces = [PAPER.format(640, 470), '<path d="M70 50V400H600" fill="none" stroke="#555"/>']
for kilo in (3, 4, 5, 6):
    pieces.append(words(place(kilo * 1000, 0)[0], 420, f"{kilo} kg", 14, anchor="middle"))
    pieces.append(words(62, place(0, kilo * 1000)[1] + 5, f"{kilo} kg", 14, anchor="end"))
pieces.append(line(*place(2500, 2500), *place(6500, 6500), "#888"))
for group, colour in ((light, COLOURS[0]), (heavy, COLOURS[1])):
    for weighed, said in zip(group["body_mass_g"], trees.predict(group[MEASURES]), strict=True):
        x, y = place(weighed, said)
        pieces.append(f'<circle cx="{x:.0f}" cy="{y:.0f}" r="4" fill="{colour}" fill-opacity="0.6"/>')
pieces += [words(70, 34, "Estimated"), words(600, 442, "Weighed", anchor="end")]
pieces += [point(80, 455, COLOURS[0]), words(92, 460, "seen in training, up to 4.5 kg", 14)]
pieces += [point(330, 455, COLOURS[1]), words(342, 460, "never seen, above 4.5 kg", 14)]
save_svg("estimates.svg", 640, 470, pieces)
test = heavy.iloc[:10][[*MEASURES, "body_mass_g"]]
test.columns = ["bill length mm", "bill depth mm", "flipper mm", "weighed g"]
test.index = range(1, 11)
test.to_csv("heavy.csv", index_label="penguin", float_format="%g")
