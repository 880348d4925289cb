"""What is proved outside the Java build: the template, the image, and what other programs make of the output."""
