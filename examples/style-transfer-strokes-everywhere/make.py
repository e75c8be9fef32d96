"""Makes a photo of a cat in the manner of a painting of a swirling sky."""

from site_media import photo, save_picture, save_thumbnail
from stylizing import painting, stylize

content, style = photo("chelsea").crop((40, 0, 400, 300)), painting()
result = stylize([content], style)[0]
save_picture(content, "photo.webp")
save_picture(style, "painting.webp")
save_picture(result, "result.webp")
save_thumbnail(content, result)
