import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.context.Scope;
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

/** Answers /run by Tomcat, after one span of its own and one call by java.net.http, to where the request says or to NEXT_URL. */
public class RunService extends HttpServlet {
  private final HttpClient client = HttpClient.newHttpClient();

  public static void main(String[] args) throws Exception {
    String folder = Files.createTempDirectory("run-service").toString();
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(folder);
    tomcat.setPort(Integer.parseInt(environment("PORT", "0")));
    tomcat.getConnector().setProperty("address", environment("HOST", "127.0.0.1"));
    Context context = tomcat.addContext("", folder);
    Tomcat.addServlet(context, "run", new RunService());
    context.addServletMappingDecoded("/run", "run");
    tomcat.start();
    System.out.println("listening on " + tomcat.getConnector().getLocalPort());
    tomcat.getServer().await();
  }

  private static String environment(String name, String otherwise) {
    return System.getenv().getOrDefault(name, otherwise);
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
    SpanBuilder builder = GlobalOpenTelemetry.getTracer("app").spanBuilder("own work");
    String workflow = request.getParameter("workflow");
    if (workflow != null) builder.setAttribute("botanu.workflow", workflow);
    Span span = builder.startSpan();
    try (Scope scope = span.makeCurrent()) {
      String next = request.getParameter("next");
      if (next == null) next = System.getenv("NEXT_URL");
      if (next != null) client.send(HttpRequest.newBuilder(URI.create(next)).build(), BodyHandlers.ofString());
      response.getWriter().print("ok");
    } catch (InterruptedException interrupted) {
      throw new IOException(interrupted);
    } finally {
      span.end();
    }
  }
}
