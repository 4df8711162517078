package io.nuwa.emergency.json;

/**
 * A day of the Gregorian calendar and its number since 1970-01-01, from year 1 on. The library's
 * own dates bring its formatters along when they are first used, which takes milliseconds.
 */
record CalendarDay(int year, int month, int day) {
  private static final int DAYS_IN_400_YEARS = 146_097;

  /** Days from 0000-03-01, where the calculation begins, to 1970-01-01. */
  private static final int EPOCH = 719_468;

  static CalendarDay of(long epochDay) {
    long days = epochDay + EPOCH;
    long cycle = Math.floorDiv(days, DAYS_IN_400_YEARS);
    int ofCycle = Math.floorMod(days, DAYS_IN_400_YEARS);
    int yearOfCycle =
        (ofCycle - ofCycle / 1460 + ofCycle / 36_524 - ofCycle / (DAYS_IN_400_YEARS - 1)) / 365;
    int ofYear = ofCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100);
    // Months are counted from March, so that the leap day comes last.
    int fromMarch = (5 * ofYear + 2) / 153;
    int day = ofYear - (153 * fromMarch + 2) / 5 + 1;
    int month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
    int year = (int) (cycle * 400 + yearOfCycle) + (month <= 2 ? 1 : 0);
    return new CalendarDay(year, month, day);
  }

  /** Whether there is such a day. */
  boolean exists() {
    return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysOfMonth();
  }

  long epochDay() {
    int fromMarchYear = month <= 2 ? year - 1 : year;
    int cycle = fromMarchYear / 400;
    int yearOfCycle = fromMarchYear % 400;
    int fromMarch = month > 2 ? month - 3 : month + 9;
    int ofYear = (153 * fromMarch + 2) / 5 + day - 1;
    int ofCycle = 365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100 + ofYear;
    return (long) cycle * DAYS_IN_400_YEARS + ofCycle - EPOCH;
  }

  private int daysOfMonth() {
    if (month == 2) {
      boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
      return leap ? 29 : 28;
    }
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
  }
}
