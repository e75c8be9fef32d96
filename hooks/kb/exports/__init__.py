"""What programs take from the site: files made of the records, beside the pages."""
