package io.jumbo.app.infer;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Decides in which charset a file is written. */
final class CharsetGuess {

    private static final double MANY_NULS = 0.3;
    private static final double FEW_NULS = 0.05;

    /** In the order in which they are believed if the text looks the same. */
    private static final List<String> CANDIDATES = List.of(
            "windows-1252",
            "Shift_JIS",
            "GBK",
            "EUC-KR",
            "windows-1251",
            "IBM850",
            "KOI8-R",
            "windows-1253",
            "x-MacRoman");

    private CharsetGuess() {}

    /** The charset that reads the file. */
    static Guess<Charset> of(ByteEvidence bytes) {
        byte[] head = bytes.head();
        if (begins(head, 0xFF, 0xFE)) {
            return Guess.sure(StandardCharsets.UTF_16LE, "the file begins with its byte order mark");
        } else if (begins(head, 0xFE, 0xFF)) {
            return Guess.sure(StandardCharsets.UTF_16BE, "the file begins with its byte order mark");
        } else if (begins(head, 0xEF, 0xBB, 0xBF) && bytes.isUtf8()) {
            return Guess.sure(StandardCharsets.UTF_8, "the file begins with its byte order mark");
        } else if (bytes.nuls(1) > MANY_NULS && bytes.nuls(0) < FEW_NULS) {
            return Guess.likely(StandardCharsets.UTF_16LE, "every other byte is NUL, beginning with the second");
        } else if (bytes.nuls(0) > MANY_NULS && bytes.nuls(1) < FEW_NULS) {
            return Guess.likely(StandardCharsets.UTF_16BE, "every other byte is NUL, beginning with the first");
        } else if (bytes.isAscii()) {
            return Guess.sure(StandardCharsets.UTF_8, "all bytes are ASCII");
        } else if (bytes.isUtf8()) {
            return Guess.sure(StandardCharsets.UTF_8, "all letters beyond ASCII are well-formed UTF-8");
        }
        return ofOneByte(bytes.beyondAscii());
    }

    private record Score(Charset charset, double points) {}

    private static Guess<Charset> ofOneByte(byte[] text) {
        List<Score> scores = CANDIDATES.stream()
                .filter(Charset::isSupported)
                .map(name -> new Score(Charset.forName(name), points(Charset.forName(name), text)))
                .sorted(Comparator.comparingDouble(Score::points).reversed())
                .toList();
        Score best = scores.get(0);
        boolean clear = best.points() > 0.5 && best.points() - scores.get(1).points() > 0.3;
        String why = "bytes beyond ASCII that are no UTF-8; read so, they are " + shown(best.charset(), text);
        return clear ? Guess.likely(best.charset(), why) : Guess.guess(best.charset(), why);
    }

    private static String shown(Charset charset, byte[] text) {
        return new String(text, charset)
                .lines()
                .map(line -> line.replaceAll("[\\p{Cntrl}]", " ").strip())
                .filter(line -> line.chars().anyMatch(c -> c > 127))
                .distinct()
                .limit(2)
                .reduce((one, other) -> one + " … " + other)
                .orElse("…");
    }

    /** How much the text looks as if a person had written it: from -1 to 1 for each character beyond ASCII. */
    private static double points(Charset charset, byte[] text) {
        Optional<String> decoded = decoded(charset, text);
        if (decoded.isEmpty()) {
            return -1;
        }
        double sum = 0;
        long characters = 0;
        for (String line : decoded.get().split("\n", -1)) {
            for (int i = 0; i < line.length(); i++) {
                char c = line.charAt(i);
                if (c > 127) {
                    sum += points(
                            i == 0 ? ' ' : line.charAt(i - 1), c, i + 1 < line.length() ? line.charAt(i + 1) : ' ');
                    characters++;
                }
            }
        }
        return characters == 0 ? -1 : sum / characters;
    }

    private static Optional<String> decoded(Charset charset, byte[] text) {
        try {
            if (charset.newEncoder().maxBytesPerChar() > 1.5) {
                return Optional.of(new String(text, charset)).filter(all -> share(all, '\uFFFD') < 0.02);
            }
            return Optional.of(charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(text))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static double share(String text, char c) {
        return text.chars().filter(each -> each == c).count()
                / (double) Math.max(1, text.chars().filter(each -> each > 127).count());
    }

    private static double points(char before, char c, char behind) {
        if (c == '°') {
            return behind == 'C' || behind == 'F' || !Character.isLetter(before) ? 1 : 0;
        } else if (c == 'µ') {
            return Character.isLetter(before) && before > 127 ? -1 : 1;
        } else if ("²³±Ω×·–’“”„€§".indexOf(c) >= 0) {
            return 0.6;
        } else if (Character.isLetter(c)) {
            return ofLetter(before, c, behind);
        }
        return c == '\u00A0' ? 0 : -1;
    }

    private static double ofLetter(char before, char c, char behind) {
        Character.UnicodeScript script = Character.UnicodeScript.of(c);
        if (script == Character.UnicodeScript.LATIN) {
            boolean plain = isPlain(before) || isPlain(behind);
            boolean capitalInside = Character.isUpperCase(c) && Character.isLowerCase(before);
            boolean common = "äöüßÄÖÜéèêàçñáíóúâîôåøæ".indexOf(c) >= 0;
            return capitalInside ? -0.5 : plain ? common ? 1 : 0.3 : common ? 0 : -0.5;
        }
        boolean neighbours = isOf(script, before) || isOf(script, behind);
        if (script == Character.UnicodeScript.HAN
                || script == Character.UnicodeScript.HIRAGANA
                || script == Character.UnicodeScript.KATAKANA
                || script == Character.UnicodeScript.HANGUL) {
            boolean halfWidth = c >= '\uFF61' && c <= '\uFF9F';
            return halfWidth ? -0.5 : neighbours ? isCommon(c) ? 1 : 0.6 : 0;
        }
        boolean capitalInside = Character.isUpperCase(c) && Character.isLowerCase(before);
        return capitalInside ? -0.5 : neighbours && !isPlain(before) && !isPlain(behind) ? 0.95 : -0.5;
    }

    /** Kana, and what stands in the titles of measured values. */
    private static boolean isCommon(char c) {
        return (c >= '\u3040' && c <= '\u30FF') || "温度湿時間日付年月電圧流力量番号测试时电压压温".indexOf(c) >= 0;
    }

    private static boolean isOf(Character.UnicodeScript script, char c) {
        return c > 127 && Character.UnicodeScript.of(c) == script;
    }

    private static boolean isPlain(char c) {
        return c < 128 && Character.isLetter(c);
    }

    private static boolean begins(byte[] head, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= head.length || (head[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    /** As the option has it. */
    static String option(Charset charset) {
        return charset.name().toLowerCase(Locale.ROOT).startsWith("windows")
                ? charset.name().toLowerCase(Locale.ROOT)
                : charset.name();
    }
}
