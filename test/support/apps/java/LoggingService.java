import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers /run by the JDK's server, and logs the order that the request names, by Logback. */
public class LoggingService {
  private static final Logger LOG = LoggerFactory.getLogger("shop");

  public static void main(String[] args) throws Exception {
    int port = Integer.parseInt(System.getenv("PORT"));
    HttpServer server = HttpServer.create(new InetSocketAddress(System.getenv("HOST"), port), 0);
    server.createContext("/run", exchange -> {
      LOG.warn("{} is answered", exchange.getRequestURI().getQuery().replace('=', ' '));
      exchange.sendResponseHeaders(200, 2);
      exchange.getResponseBody().write("ok".getBytes());
      exchange.close();
    });
    server.start();
  }
}
