"""Lets boosted trees that know Adelie and Gentoo penguins only judge eight penguins of a third kind."""

from lightgbm import LGBMClassifier

from language_models import penguins

MEASURES = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"]

table = penguins()
strangers, known = table[table["species"] == "Chinstrap"].iloc[:8], table[table["species"] != "Chinstrap"]
trees = LGBMClassifier(
    n_estimators=60,
    num_leaves=8,
    min_child_samples=5,
    random_state=0,
    n_jobs=1,
    deterministic=True,
    force_col_wise=True,
    verbose=-1,
)
trees.fit(known[MEASURES], known["species"])

names = {
    "bill_length_mm": "bill length mm",
    "bill_depth_mm": "bill depth mm",
    "flipper_length_mm": "flipper mm",
    "body_mass_g": "weight g",
}
numbered = strangers[MEASURES].rename(columns=names)
numbered.index = range(1, 9)
numbered.to_csv("measured.csv", index_label="penguin", float_format="%g")
answer = strangers[["species"]].rename(columns={"species": "truth"})
answer.insert(0, "foretold", trees.predict(strangers[MEASURES]))
answer.insert(1, "sure", [f"{share:.1%}" for share in trees.predict_proba(strangers[MEASURES]).max(axis=1)])
answer.index = range(1, 9)
answer.to_csv("kinds.csv", index_label="penguin")
