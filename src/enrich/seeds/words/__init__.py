"""What words say of papers, in whichever file they stand."""
