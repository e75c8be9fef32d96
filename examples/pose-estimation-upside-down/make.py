"""Gives MoveNet the cameraman standing on his head."""

from common import photo, save_picture, save_svg, save_thumbnail
from common_movenet import joints, skeleton

picture = photo("camera").rotate(180)
save_picture(picture, "photo.webp")
save_svg("joints.svg", *picture.size, skeleton(joints(picture)))
save_thumbnail(picture)
