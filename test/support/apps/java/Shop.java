import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

/** A shop by Tomcat: /orders/* calls NEXT_URL, /slow takes 0.3 s, /broken fails. */
public class Shop extends HttpServlet {
  private final HttpClient client = HttpClient.newHttpClient();

  public static void main(String[] args) throws Exception {
    String folder = Files.createTempDirectory("shop").toString();
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(folder);
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    Context context = tomcat.addContext("", folder);
    Tomcat.addServlet(context, "shop", new Shop());
    for (String route : new String[] {"/orders/*", "/slow", "/broken"})
      context.addServletMappingDecoded(route, "shop");
    tomcat.start();
    System.out.println("listening on " + tomcat.getConnector().getLocalPort());
    tomcat.getServer().await();
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
    try {
      switch (request.getServletPath()) {
        case "/slow" -> Thread.sleep(300);
        case "/broken" -> throw new IllegalStateException("this route is broken");
        default -> call(System.getenv("NEXT_URL"));
      }
    } catch (InterruptedException interrupted) {
      throw new IOException(interrupted);
    }
    response.getWriter().print("ok");
  }

  private void call(String url) throws IOException, InterruptedException {
    client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
  }
}
