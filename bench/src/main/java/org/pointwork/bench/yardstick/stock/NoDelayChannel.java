package org.pointwork.bench.yardstick.stock;

import java.io.IOException;
import java.net.Socket;
import org.jpos.iso.channel.NACChannel;

/**
 * jPOS's channel with a length of 2 bytes, and TCP_NODELAY, which it has no setting for: without it each answer may wait
 * for the acknowledgement of the one before.
 */
public final class NoDelayChannel extends NACChannel {
    @Override
    protected void connect(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        super.connect(socket);
    }
}
