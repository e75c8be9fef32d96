"""Carries on the yearly sunspots from 1953 with an autoregression on the nine years before, and draws it beside what was counted."""

from statsmodels.datasets import sunspots
from statsmodels.tsa.api import AutoReg

from site_media import line_chart

table = sunspots.load_pandas().data
years = dict(zip(table["YEAR"].astype(int), table["SUNACTIVITY"], strict=True))
known = [years[year] for year in range(1700, 1954)]
foretold = AutoReg(known, 9).fit().predict(len(known), len(known) + 11)
line_chart(
    "known.svg", {"counted, 1700 to 1953": [(year, years[year]) for year in range(1700, 1954)]}, "Year", "Sunspots"
)
line_chart(
    "forecast.svg",
    {
        "counted": [(year, years[year]) for year in range(1930, 1966)],
        "forecast from 1954": [(1954 + number, round(float(value), 1)) for number, value in enumerate(foretold)],
    },
    "Year",
    "Sunspots",
    marks=[1953.5],
)
