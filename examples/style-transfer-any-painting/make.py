"""Makes a photo of a rocket in the manner of a painting of a swirling sky."""

from site_media import photo, save_picture, save_thumbnail
from stylizing import painting, stylize

content, style = photo("rocket").crop((110, 0, 537, 427)), painting()
result = stylize([content], style)[0]
save_picture(content, "photo.webp")
save_picture(style, "painting.webp")
save_picture(result, "result.webp")
save_thumbnail(content, result)
