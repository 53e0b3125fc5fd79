package dev.diorama.scene.lib0;

import java.util.Arrays;

/*
 * Numbers between binary and decimal, exactly. The runtime's own conversions are not used, because those of TeaVM differ from Java's and
 * JavaScript's in the last digits, and what one peer prints another one reads.
 *
 * 1. Nearly all numbers have at most 15 digits and a small exponent; for these one multiplication or division of doubles is exact, since
 *    both sides are (W. D. Clinger, "How to Read Floating Point Numbers Accurately", 1990).
 * 2. Others are printed digit by digit from fractions of large integers, until no shorter text would read back as the same number (R. G.
 *    Burger, R. K. Dybvig, "Printing Floating-Point Numbers Quickly and Accurately", 1996, free-format).
 * 3. Others are read from a first guess that is moved until the text lies between its two neighbours' midpoints, compared exactly.
 */
/** The shortest decimal digits of a double, and the double nearest to decimal digits. */
final class Decimal {

    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    /** More digits than any midpoint between two doubles has. */
    private static final int MOST_DIGITS = 800;

    private static final long HIDDEN_BIT = 1L << 52;
    private static final long FIFTEEN_DIGITS = 1_000_000_000_000_000L;

    /** The digits, without zeros at either end. */
    final String digits;

    /** The number is 0.digits times ten to this power. */
    final int scale;

    private Decimal(String digits, int scale) {
        this.digits = digits;
        this.scale = scale;
    }

    /**
     * The shortest digits that read back as this number, the nearest ones if there are several.
     *
     * @param value finite and above zero
     */
    static Decimal of(double value) {
        for (int places = 0; places < POWERS.length && value < FIFTEEN_DIGITS; places++) {
            double scaled = value * POWERS[places];
            if (scaled >= FIFTEEN_DIGITS) {
                break;
            }
            long whole = (long) (scaled + 0.5);
            if (whole > 0 && (double) whole / POWERS[places] == value) {
                return trimmed(Long.toString(whole), -places);
            }
        }
        return exact(value);
    }

    /** Digits, the last of which is worth ten to a power. */
    private static Decimal trimmed(String digits, int power) {
        int end = digits.length();
        while (end > 1 && digits.charAt(end - 1) == '0') {
            end--;
        }
        return new Decimal(digits.substring(0, end), digits.length() + power);
    }

    private static Decimal exact(double value) {
        long bits = Double.doubleToRawLongBits(value);
        int biased = (int) (bits >>> 52);
        long fraction = biased == 0 ? bits : (bits & (HIDDEN_BIT - 1)) | HIDDEN_BIT;
        int exponent = Math.max(biased, 1) - 1075;
        boolean even = (fraction & 1) == 0;
        // The gap below a power of two is half as wide as the one above it.
        int uneven = fraction == HIDDEN_BIT && biased > 1 ? 1 : 0;
        Large numerator = new Large(fraction).shift(Math.max(exponent, 0) + 1 + uneven);
        Large denominator = new Large(1).shift(Math.max(-exponent, 0) + 1 + uneven);
        Large above = new Large(1).shift(Math.max(exponent, 0) + uneven);
        Large below = new Large(1).shift(Math.max(exponent, 0));
        int scale =
                (int) Math.ceil((exponent + 63 - Long.numberOfLeadingZeros(fraction)) * 0.30102999566398120 - 1e-10);
        if (scale >= 0) {
            denominator.timesPowerOfTen(scale);
        } else {
            numerator.timesPowerOfTen(-scale);
            above.timesPowerOfTen(-scale);
            below.timesPowerOfTen(-scale);
        }
        int atTop = numerator.plus(above).compareTo(denominator);
        if (even ? atTop >= 0 : atTop > 0) {
            scale++;
        } else {
            numerator.times(10);
            above.times(10);
            below.times(10);
        }
        StringBuilder digits = new StringBuilder(17);
        while (true) {
            int digit = numerator.takeQuotient(denominator);
            int low = numerator.compareTo(below);
            int high = numerator.plus(above).compareTo(denominator);
            boolean lowEnds = even ? low <= 0 : low < 0;
            boolean highEnds = even ? high >= 0 : high > 0;
            if (!lowEnds && !highEnds) {
                digits.append((char) ('0' + digit));
                numerator.times(10);
                above.times(10);
                below.times(10);
                continue;
            }
            int half = numerator.plus(numerator).compareTo(denominator);
            boolean nearerUp = half > 0 || (half == 0 && (digit & 1) == 1);
            digits.append((char) ('0' + (highEnds && (!lowEnds || nearerUp) ? digit + 1 : digit)));
            return new Decimal(digits.toString(), scale);
        }
    }

    /**
     * The double nearest to a number, of two the even one.
     *
     * @param text digits with an optional point and exponent, as JSON has them, without a sign
     */
    static double parse(String text) {
        StringBuilder digits = new StringBuilder(Math.min(text.length(), 32));
        long power = 0;
        boolean fraction = false;
        boolean more = false;
        int at = 0;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '.') {
                fraction = true;
                continue;
            }
            if (c < '0' || c > '9') {
                break;
            }
            if (digits.length() >= MOST_DIGITS) {
                more |= c != '0';
                power += fraction ? 0 : 1;
            } else if (c != '0' || digits.length() > 0) {
                digits.append(c);
                power -= fraction ? 1 : 0;
            } else {
                power -= fraction ? 1 : 0;
            }
        }
        if (at < text.length()) {
            power += exponent(text, at + 1);
        }
        if (digits.length() == 0) {
            return 0;
        }
        if (more) {
            digits.append('1');
            power--;
        }
        return nearest(digits, (int) Math.max(-100_000, Math.min(100_000, power)));
    }

    private static long exponent(String text, int from) {
        int at = from;
        boolean negative = text.charAt(at) == '-';
        if (negative || text.charAt(at) == '+') {
            at++;
        }
        long value = 0;
        for (; at < text.length(); at++) {
            value = Math.min(1_000_000_000_000L, value * 10 + (text.charAt(at) - '0'));
        }
        return negative ? -value : value;
    }

    private static double nearest(CharSequence digits, int power) {
        int count = digits.length();
        if (count + power > 310) {
            return Double.POSITIVE_INFINITY;
        }
        if (count + power < -330) {
            return 0;
        }
        long lead = 0;
        for (int i = 0; i < Math.min(count, 18); i++) {
            lead = lead * 10 + (digits.charAt(i) - '0');
        }
        if (count <= 15 && Math.abs(power) < POWERS.length) {
            return power >= 0 ? (double) lead * POWERS[power] : (double) lead / POWERS[-power];
        }
        return refined(guess(lead, power + count - Math.min(count, 18)), digits, power);
    }

    private static double guess(long lead, int power) {
        double value = (double) lead;
        int rest = Math.abs(power);
        while (rest > 0) {
            int step = Math.min(rest, 22);
            value = power > 0 ? value * POWERS[step] : value / POWERS[step];
            rest -= step;
        }
        return Math.min(value, Double.MAX_VALUE);
    }

    /** Moves a guess until the number lies within half a unit of it. */
    private static double refined(double guess, CharSequence digits, int power) {
        Large number = new Large(digits).timesPowerOfTen(Math.max(power, 0));
        Large unit = new Large(1).timesPowerOfTen(Math.max(-power, 0));
        long bits = Double.doubleToRawLongBits(guess);
        long infinity = Double.doubleToRawLongBits(Double.POSITIVE_INFINITY);
        while (true) {
            int above = compareToMidpoint(number, unit, bits);
            if (bits < infinity && (above > 0 || (above == 0 && (bits & 1) == 1))) {
                bits++;
                continue;
            }
            int below = bits == 0 ? 1 : compareToMidpoint(number, unit, bits - 1);
            if (below < 0 || (below == 0 && (bits & 1) == 1)) {
                bits--;
                continue;
            }
            return Double.longBitsToDouble(bits);
        }
    }

    /** Compares number / unit with the middle between the double of these bits and the next one. */
    private static int compareToMidpoint(Large number, Large unit, long bits) {
        int biased = (int) (bits >>> 52);
        long fraction = biased == 0 ? bits : (bits & (HIDDEN_BIT - 1)) | HIDDEN_BIT;
        int exponent = Math.max(biased, 1) - 1075 - 1;
        Large middle = new Large(2 * fraction + 1).times(unit);
        Large left = number.copy();
        if (exponent >= 0) {
            middle.shift(exponent);
        } else {
            left.shift(-exponent);
        }
        return left.compareTo(middle);
    }

    /** A large integer, not negative; operations change it and return it, but for {@code plus} and {@code copy}. */
    private static final class Large {

        private static final long MASK = 0xFFFFFFFFL;

        private int[] words; // the lowest first
        private int size;

        Large(long value) {
            words = new int[] {(int) value, (int) (value >>> 32)};
            size = 2;
            trim();
        }

        Large(CharSequence digits) {
            this(0);
            for (int i = 0; i < digits.length(); i++) {
                timesPlus(10, digits.charAt(i) - '0');
            }
        }

        private Large(int[] words, int size) {
            this.words = words;
            this.size = size;
        }

        private void trim() {
            while (size > 0 && words[size - 1] == 0) {
                size--;
            }
        }

        Large copy() {
            return new Large(Arrays.copyOf(words, size), size);
        }

        Large times(int factor) {
            return timesPlus(factor, 0);
        }

        private Large timesPlus(int factor, int add) {
            long carry = add;
            for (int i = 0; i < size; i++) {
                carry += (words[i] & MASK) * factor;
                words[i] = (int) carry;
                carry >>>= 32;
            }
            if (carry != 0) {
                if (size == words.length) {
                    words = Arrays.copyOf(words, size + 4 + (size >> 1));
                }
                words[size++] = (int) carry;
            }
            return this;
        }

        Large timesPowerOfTen(int power) {
            int rest = power;
            for (; rest >= 9; rest -= 9) {
                times(1_000_000_000);
            }
            for (; rest > 0; rest--) {
                times(10);
            }
            return this;
        }

        Large times(Large other) {
            int[] product = new int[size + other.size];
            for (int i = 0; i < size; i++) {
                long carry = 0;
                for (int j = 0; j < other.size; j++) {
                    carry += (words[i] & MASK) * (other.words[j] & MASK) + (product[i + j] & MASK);
                    product[i + j] = (int) carry;
                    carry >>>= 32;
                }
                product[i + other.size] = (int) carry;
            }
            words = product;
            size = product.length;
            trim();
            return this;
        }

        Large shift(int bits) {
            int whole = bits >> 5;
            int part = bits & 31;
            int[] shifted = new int[size + whole + 1];
            for (int i = 0; i < size; i++) {
                long word = (words[i] & MASK) << part;
                shifted[i + whole] |= (int) word;
                shifted[i + whole + 1] = (int) (word >>> 32);
            }
            words = shifted;
            size = shifted.length;
            trim();
            return this;
        }

        Large plus(Large other) {
            int[] sum = new int[Math.max(size, other.size) + 1];
            long carry = 0;
            for (int i = 0; i < sum.length; i++) {
                carry += (i < size ? words[i] & MASK : 0) + (i < other.size ? other.words[i] & MASK : 0);
                sum[i] = (int) carry;
                carry >>>= 32;
            }
            Large result = new Large(sum, sum.length);
            result.trim();
            return result;
        }

        /** Leaves the rest of a division whose quotient is a digit, and returns the quotient. */
        int takeQuotient(Large divisor) {
            int quotient = 0;
            while (compareTo(divisor) >= 0) {
                long borrow = 0;
                for (int i = 0; i < size; i++) {
                    borrow += (words[i] & MASK) - (i < divisor.size ? divisor.words[i] & MASK : 0);
                    words[i] = (int) borrow;
                    borrow >>= 32;
                }
                trim();
                quotient++;
            }
            return quotient;
        }

        int compareTo(Large other) {
            if (size != other.size) {
                return Integer.compare(size, other.size);
            }
            for (int i = size - 1; i >= 0; i--) {
                if (words[i] != other.words[i]) {
                    return Integer.compareUnsigned(words[i], other.words[i]);
                }
            }
            return 0;
        }
    }
}
