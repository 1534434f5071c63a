package org.pointwork.sim.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which operation a path is. */
final class DataPlane {
    private static final Pattern OF_KEY = Pattern.compile("/keys/(.+)/(encrypt|decrypt)");

    private final MacDesk macs;
    private final PinDesk pins;
    private final CardDesk cards;
    private final ChipDesk chips;
    private final DataDesk data;

    DataPlane(Shelf shelf) {
        this.macs = new MacDesk(shelf);
        this.pins = new PinDesk(shelf);
        this.cards = new CardDesk(shelf);
        this.chips = new ChipDesk(shelf);
        this.data = new DataDesk(shelf);
    }

    ObjectNode answer(String path, Fields request) {
        return switch (path) {
            case "/mac/generate" -> macs.generate(request);
            case "/mac/verify" -> macs.verify(request);
            case "/pindata/translate" -> pins.translate(request);
            case "/pindata/verify" -> pins.verify(request);
            case "/pindata/generate" -> pins.generate(request);
            case "/cardvalidationdata/generate" -> cards.generate(request);
            case "/cardvalidationdata/verify" -> cards.verify(request);
            case "/cryptogram/verify" -> chips.verify(request);
            case "/macemvpinchange/generate" -> chips.changePin(request);
            default -> ofKey(path, request);
        };
    }

    private ObjectNode ofKey(String path, Fields request) {
        Matcher parts = OF_KEY.matcher(path);
        if (!parts.matches() || !Shape.KEY.fits(parts.group(1))) {
            throw Refusal.of("UnknownOperationException", 404, "no operation of the data plane");
        }
        return parts.group(2).equals("encrypt")
                ? data.encrypt(parts.group(1), request)
                : data.decrypt(parts.group(1), request);
    }
}
