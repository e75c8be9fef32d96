"""Carries on the carbon dioxide of the air by four years with exponential smoothing, and draws it beside what was measured."""

from pathlib import Path

import pandas as pd
from statsmodels.datasets import co2
from statsmodels.tsa.exponential_smoothing.ets import ETSModel

from site_media import line_chart

months = co2.load_pandas().data["co2"].interpolate().resample("MS").mean()
known, later = months["1985":"1997"], months["1998":]
forecast = (
    ETSModel(known, error="add", trend="add", seasonal="add", seasonal_periods=12)
    .fit(disp=False)
    .get_prediction(start=later.index[0], end=later.index[-1])
    .summary_frame(alpha=0.1)
)


def points(values: pd.Series) -> list[tuple[float, float]]:
    """Give values with their time in years."""
    return [(day.year + (day.month - 1) / 12, round(float(value), 2)) for day, value in values.items()]


line_chart(
    "known.svg",
    {"measured, 1992 to 1997": points(known["1992":])},
    "Year",
    "Carbon dioxide in the air, parts per million",
)
line_chart(
    "forecast.svg",
    {
        "measured": points(months["1996":]),
        "forecast from 1998": points(forecast["mean"]),
        "lower edge": points(forecast["pi_lower"]),
        "upper edge (90 % sure)": points(forecast["pi_upper"]),
    },
    "Year",
    "Carbon dioxide in the air, parts per million",
    marks=[1998],
)
rows = [f"{day:%Y-%m},{value:.2f}" for day, value in known.iloc[-12:].items()]
Path("last-year.csv").write_text("month,parts per million\n" + "\n".join(rows) + "\n", encoding="utf-8")
