package hub.service.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Stands before a mail server and cuts the connection when the server has taken a mail and says
/// so: an answer lost, as SMTP knows it.
final class CuttingSmtp implements AutoCloseable {

  private final int port;
  private final ServerSocket socket;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger toCut = new AtomicInteger();
  private final AtomicInteger cut = new AtomicInteger();

  /// @param port of the mail server
  CuttingSmtp(int port) {
    this.port = port;
    try {
      this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    executor.execute(this::listen);
  }

  int port() {
    return socket.getLocalPort();
  }

  /// From now on so many answers are lost.
  void cut(int answers) {
    toCut.set(answers);
  }

  /// How many were.
  int cut() {
    return cut.get();
  }

  private void listen() {
    while (!socket.isClosed()) {
      try {
        var client = socket.accept();
        executor.execute(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        var server = new Socket(InetAddress.getLoopbackAddress(), port)) {
      talk(new Line(client), new Line(server));
    } catch (IOException over) {
      // Either side has gone; the other one sees it too.
    }
  }

  private void talk(Line client, Line server) throws IOException {
    client.say(server.reply());
    for (var said = client.read(); said != null; said = client.read()) {
      server.say(said + "\r\n");
      var reply = server.reply();
      client.say(reply);
      if (said.equalsIgnoreCase("DATA") && reply.startsWith("354") && !mail(client, server)) {
        return;
      }
    }
  }

  /// Carries a mail over; false when its answer is lost.
  private boolean mail(Line client, Line server) throws IOException {
    String said;
    do {
      said = client.read();
      if (said == null) {
        return false;
      }
      server.say(said + "\r\n");
    } while (!said.equals("."));
    var reply = server.reply();
    if (toCut.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      cut.incrementAndGet();
      return false;
    }
    client.say(reply);
    return true;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    executor.shutdownNow();
  }

  /// One end of the conversation.
  private static final class Line {
    private final Socket socket;
    private final BufferedReader reader;

    Line(Socket socket) throws IOException {
      this.socket = socket;
      this.reader =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    }

    @Nullable String read() throws IOException {
      return reader.readLine();
    }

    void say(String words) throws IOException {
      socket.getOutputStream().write(words.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
    }

    /// A whole reply: its last line has a space behind the number.
    String reply() throws IOException {
      var reply = new StringBuilder();
      String line;
      do {
        line = reader.readLine();
        if (line == null) {
          throw new IOException("the server has gone");
        }
        reply.append(line).append("\r\n");
      } while (line.length() > 3 && line.charAt(3) == '-');
      return reply.toString();
    }
  }
}
