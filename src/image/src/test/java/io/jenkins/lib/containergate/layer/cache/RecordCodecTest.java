package io.jenkins.lib.containergate.layer.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.layer.cache.RecordCodec.CorruptEntryException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecordCodecTest {
    enum Colour {
        RED,
        GREEN
    }

    sealed interface Shape<E> {
        record None<E>() implements Shape<E> {}

        record Of<E>(List<E> parts) implements Shape<E> {}
    }

    record Positive(int value) {
        Positive {
            if (value < 1) {
                throw new IllegalArgumentException("not positive");
            }
        }
    }

    record All(
            String text,
            long large,
            int small,
            boolean flag,
            Colour colour,
            List<Positive> numbers,
            Map<Colour, String> table,
            Optional<String> maybe,
            OptionalInt line,
            Shape<Positive> none,
            Shape<String> some) {}

    record Raw(byte[] bytes) {}

    record Endless(List<Endless> inner) {}

    private static final All VALUE = new All(
            "a \ud800 b",
            Long.MIN_VALUE,
            -5,
            true,
            Colour.GREEN,
            List.of(new Positive(1), new Positive(Integer.MAX_VALUE)),
            Map.of(Colour.RED, "x"),
            Optional.of("x"),
            OptionalInt.of(7),
            new Shape.None<>(),
            new Shape.Of<>(List.of("x", "", "ä")));

    private final RecordCodec<All> codec = new RecordCodec<>(All.class);

    private byte[] written() {
        EntryWriter out = new EntryWriter();
        codec.write(out, VALUE);
        return out.toByteArray();
    }

    @Test
    void whatWasWrittenIsReadAgain() throws Exception {
        EntryReader in = new EntryReader(written());
        assertThat(codec.read(in)).isEqualTo(VALUE);
        in.end();
    }

    @Test
    void typesThatAreNotMadeOfRecordsAreRefused() {
        assertThatThrownBy(() -> new RecordCodec<>(Raw.class)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RecordCodec<>(Endless.class)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RecordCodec<>(Object.class)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theShapeTellsTypesApart() {
        assertThat(codec.shape()).contains("large=long").contains("[RED, GREEN]");
        assertThat(new RecordCodec<>(Positive.class).shape()).isNotEqualTo(codec.shape());
    }

    @Test
    void damagedBytesAreCorruptOrAnotherValueButNothingElse() {
        byte[] whole = written();
        Random random = new Random(3);
        int corrupt = 0;
        for (int round = 0; round < 5_000; round++) {
            byte[] damaged = round % 2 == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
            if (damaged.length == whole.length) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            try {
                codec.read(new EntryReader(damaged));
            } catch (CorruptEntryException e) {
                corrupt++;
            }
        }
        assertThat(corrupt).isGreaterThan(2_500);
    }
}
