"""Estimates with boosted trees, learned from 330 penguins, how heavy twelve others are."""

from pathlib import Path

from lightgbm import LGBMRegressor

from language_models import penguins

MEASURES = ["species", "bill_length_mm", "bill_depth_mm", "flipper_length_mm", "sex"]

table = penguins()
table["species"], table["sex"] = table["species"].astype("category"), table["sex"].astype("category")
twelve, known = table.iloc[:12], table.iloc[12:]
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
trees.fit(known[MEASURES], known["body_mass_g"])

shown = twelve[MEASURES].rename(
    columns=lambda name: name.replace("_", " ").replace(" length mm", " mm").replace("bill mm", "bill length mm")
)
shown.index = range(1, 13)
shown.to_csv("measured.csv", index_label="penguin", float_format="%g")
guess = trees.predict(twelve[MEASURES])
rows = [
    f"{number},{said:.0f},{true:.0f},{said - true:+.0f}"
    for number, (said, true) in enumerate(zip(guess, twelve["body_mass_g"], strict=True), 1)
]
Path("weights.csv").write_text("penguin,estimated g,weighed g,off by g\n" + "\n".join(rows) + "\n", encoding="utf-8")
