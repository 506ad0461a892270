"""What holds for all facts, a file for each business."""
