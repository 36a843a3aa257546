package hub.connector.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.util.TimeUtils;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.apache.hc.core5.util.Timeout;

/// Makes the HTTP client do what D7 asks: one request, one attempt, no redirect, time-outs, and no
/// answer longer than the limit, measured after decompression.
public final class OneAttemptHttp implements HttpClientConfigurer {

  private final long longestAnswer;
  private final Timeout connect;
  private final Timeout response;

  /// @param longestAnswer in bytes
  /// @param connectTimeout how long until a connection must stand, such as `5s`
  /// @param responseTimeout how long without a byte of the answer, such as `20s`
  public OneAttemptHttp(long longestAnswer, String connectTimeout, String responseTimeout) {
    this.longestAnswer = longestAnswer;
    this.connect = Timeout.ofMilliseconds(TimeUtils.toMilliSeconds(connectTimeout));
    this.response = Timeout.ofMilliseconds(TimeUtils.toMilliSeconds(responseTimeout));
  }

  @Override
  @SuppressWarnings(
      "deprecation") // its successor belongs to the connection manager, which is Camel's
  public void configureHttpClient(HttpClientBuilder builder) {
    builder
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setConnectionRequestTimeout(connect)
                .setConnectTimeout(connect)
                .setResponseTimeout(response)
                .build())
        .addExecInterceptorFirst(
            "longest-answer", (request, scope, chain) -> limited(chain.proceed(request, scope)));
  }

  private ClassicHttpResponse limited(ClassicHttpResponse response) throws IOException {
    var entity = response.getEntity();
    if (entity == null) {
      return response;
    }
    if (entity.getContentLength() > longestAnswer) {
      response.close();
      throw new AnswerTooLong(longestAnswer);
    }
    response.setEntity(new Limited(entity));
    return response;
  }

  /// The tool sent more than the limit.
  public static final class AnswerTooLong extends IOException {

    private static final long serialVersionUID = 1L;

    AnswerTooLong(long limit) {
      super("the answer is longer than longestAnswer (" + limit + " bytes)");
    }
  }

  private final class Limited extends HttpEntityWrapper {

    Limited(HttpEntity entity) {
      super(entity);
    }

    @Override
    public InputStream getContent() throws IOException {
      return new LimitedStream(super.getContent());
    }

    @Override
    public void writeTo(java.io.OutputStream target) throws IOException {
      try (var content = getContent()) {
        content.transferTo(target);
      }
    }
  }

  private final class LimitedStream extends FilterInputStream {

    private long left = longestAnswer;

    LimitedStream(InputStream stream) {
      super(stream);
    }

    @Override
    public int read() throws IOException {
      var read = super.read();
      count(read < 0 ? 0 : 1);
      return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      var read = super.read(buffer, offset, length);
      count(Math.max(read, 0));
      return read;
    }

    private void count(int read) throws AnswerTooLong {
      left -= read;
      if (left < 0) {
        throw new AnswerTooLong(longestAnswer);
      }
    }
  }
}
