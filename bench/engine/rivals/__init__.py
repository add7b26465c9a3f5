"""The engines that ours is measured against."""
