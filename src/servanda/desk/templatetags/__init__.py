"""What the desk's templates can say beside the site's."""
