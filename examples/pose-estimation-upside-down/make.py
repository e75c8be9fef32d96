"""Gives MoveNet the cameraman standing on his head."""

from movenet import joints, skeleton
from site_media import photo, save_picture, save_svg, save_thumbnail

picture = photo("camera").rotate(180)
save_picture(picture, "photo.webp")
save_svg("joints.svg", *picture.size, skeleton(joints(picture)))
save_thumbnail(picture)
