package dev.diorama.scene.lib0;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTest {

    @Test
    @DisplayName(
            "[S7] numbers of every size are printed so that they read back, with as few digits as Java needs, and read to the bit")
    void readsBack() {
        long seed = System.nanoTime();
        System.out.println("DecimalTest: seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            double value = Math.abs(
                    switch (i % 4) {
                        case 0 -> Double.longBitsToDouble(random.nextLong());
                        case 1 -> random.nextInt() / 1000.0;
                        case 2 -> (float) random.nextGaussian();
                        default -> Math.scalb(random.nextDouble(), random.nextInt(2100) - 1075);
                    });
            if (!(value > 0) || Double.isInfinite(value)) {
                continue;
            }
            Decimal decimal = Decimal.of(value);
            String text = "0." + decimal.digits + "e" + decimal.scale;
            assertThat(Double.parseDouble(text)).as("seed %d", seed).isEqualTo(value);
            assertThat(Decimal.parse(text)).as("seed %d: %s", seed, text).isEqualTo(value);
            assertThat(decimal.digits.length())
                    .isLessThanOrEqualTo(
                            Double.toString(value).replaceAll("E.*|[.]", "").length());
            String many = random.nextLong(Long.MAX_VALUE) + "." + random.nextLong(Long.MAX_VALUE) + "e"
                    + (random.nextInt(600) - 330);
            assertThat(Decimal.parse(many)).as("seed %d", seed).isEqualTo(Double.parseDouble(many));
        }
    }

    @ParameterizedTest
    @DisplayName("[S7] of two shortest texts at the same distance the even one is printed, as JavaScript does")
    @CsvSource({
        "1.43619537353515625, 14361953735351562",
        "770298508931973.25, 7702985089319732",
        "4.9e-324, 5",
        "1e-309, 1",
        "9007199254740993, 9007199254740992",
        "1.7976931348623157e308, 17976931348623157"
    })
    void digits(double value, String digits) {
        assertThat(Decimal.of(value).digits).isEqualTo(digits);
    }

    @ParameterizedTest
    @DisplayName("[S7] texts at the edges are read as Java reads them")
    @ValueSource(
            strings = {
                "0",
                "0.000",
                "1e400",
                "1e-400",
                "2.4703282292062327e-324",
                "2.4703282292062328e-324",
                "1.7976931348623159e308",
                "9007199254740993",
                "9007199254740993.00000000000000000000000000000000001",
                "179769313486231580793e289"
            })
    void edges(String text) {
        assertThat(Decimal.parse(text)).isEqualTo(Double.parseDouble(text));
    }
}
