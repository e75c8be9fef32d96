"""Says with boosted trees, learned from 332 penguins, which of three kinds ten others are."""

from lightgbm import LGBMClassifier

from language_models import penguins

MEASURES = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"]

table = penguins()
ten, known = table.iloc[:10], table.iloc[10:]
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
numbered = ten[MEASURES].rename(columns=names)
numbered.index = range(1, 11)
numbered.to_csv("measured.csv", index_label="penguin", float_format="%g")
answer = ten[["species"]].rename(columns={"species": "truth"})
answer.insert(0, "foretold", trees.predict(ten[MEASURES]))
answer.insert(1, "sure", [f"{share:.0%}" for share in trees.predict_proba(ten[MEASURES]).max(axis=1)])
answer.index = range(1, 11)
answer.to_csv("kinds.csv", index_label="penguin")
