"""Makes a grey photo of a cat coloured after another photo, by brightness alone (Welsh and others, 2002)."""

import numpy as np
from PIL import Image
from scipy.ndimage import uniform_filter
from scipy.spatial import cKDTree
from skimage.color import lab2rgb, rgb2lab

from site_media import photo, save_picture, save_thumbnail


def signature(lightness: np.ndarray) -> np.ndarray:
    """Describe each dot by its brightness and by how much the brightness varies around it."""
    mean = uniform_filter(lightness, 5)
    spread = np.sqrt(np.maximum(uniform_filter(lightness**2, 5) - mean**2, 0))
    return np.stack([lightness, spread], -1).reshape(-1, 2)


model = rgb2lab(np.asarray(photo("coffee").resize((300, 200), Image.Resampling.LANCZOS)))
grey = photo("chelsea").convert("L")
lightness = np.asarray(grey) / 2.55
matched = (lightness - lightness.mean()) / lightness.std() * model[..., 0].std() + model[..., 0].mean()
nearest = cKDTree(signature(model[..., 0])).query(signature(matched))[1]
colours = model.reshape(-1, 3)[nearest, 1:].reshape(*lightness.shape, 2)
result = Image.fromarray((lab2rgb(np.concatenate([lightness[..., None], colours], -1)) * 255).round().astype(np.uint8))
save_picture(grey.convert("RGB"), "grey.webp")
save_picture(photo("coffee").resize((450, 300), Image.Resampling.LANCZOS), "model.webp")
save_picture(result, "coloured.webp")
save_thumbnail(grey.convert("RGB"), result)
