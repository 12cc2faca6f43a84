"""What is made of a tree to read or fill in on paper: documents, which formats then write."""
