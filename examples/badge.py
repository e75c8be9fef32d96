"""A small badge, drawn in flat colours, for the examples that trace pictures."""

from PIL import Image, ImageDraw


def badge(size: int) -> Image.Image:
    """Draw a sailing boat in a ring, smoothed as a picture program would."""
    big = Image.new("RGB", (960, 960), "white")
    draw = ImageDraw.Draw(big)
    draw.ellipse((40, 40, 920, 920), fill="#0b3d5c")
    draw.ellipse((90, 90, 870, 870), fill="#bfe3ef")
    draw.pieslice((90, 90, 870, 870), 20, 160, fill="#1f7a99")
    draw.ellipse((600, 180, 740, 320), fill="#f2b632")
    draw.polygon([(470, 190), (470, 560), (230, 560)], fill="#ffffff")
    draw.polygon([(500, 250), (500, 560), (690, 560)], fill="#d8432f")
    draw.polygon([(220, 590), (740, 590), (660, 710), (300, 710)], fill="#5b3a29")
    return big.resize((size, size), Image.Resampling.LANCZOS)
