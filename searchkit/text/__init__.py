"""What any text tool needs: tokens, dates, periods, countries, the furniture of printed articles."""
