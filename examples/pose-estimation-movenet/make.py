"""Marks the joints of the cameraman with MoveNet."""

from common import photo, save_picture, save_svg, save_thumbnail
from common_movenet import joints, skeleton

picture = photo("camera")
save_picture(picture, "photo.webp")
save_svg("joints.svg", *picture.size, skeleton(joints(picture)))
save_thumbnail(picture)
