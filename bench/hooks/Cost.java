import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.baggage.BaggageBuilder;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.Arrays;
import java.util.Locale;

/** Nanoseconds that starting and ending a span takes under the Java agent, as JSON. Run by bench/hooks/cost.ts. */
public class Cost {
  static final int ROUNDS = 30;
  static final int SPANS = 50_000;

  public static void main(String[] args) {
    Tracer tracer = GlobalOpenTelemetry.getTracer("bench");
    BaggageBuilder baggage = Baggage.builder();
    for (String member : args[0].split(",")) baggage.put(member.split("=")[0], member.split("=")[1]);
    Context[] contexts = {Context.root(), Context.root().with(baggage.build())};
    double[][] samples = new double[contexts.length][ROUNDS];
    for (int round = -ROUNDS; round < ROUNDS; round++) {
      for (int i = 0; i < contexts.length; i++) {
        double nanoseconds = measure(tracer, contexts[i]);
        // The first half warms up the compiler.
        if (round >= 0) samples[i][round] = nanoseconds;
      }
    }
    for (double[] values : samples) Arrays.sort(values);
    System.out.printf(Locale.ROOT, "{\"no baggage\": %.0f, \"baggage\": %.0f}%n", samples[0][0], samples[1][0]);
  }

  static double measure(Tracer tracer, Context parent) {
    long start = System.nanoTime();
    for (int n = 0; n < SPANS; n++) {
      tracer.spanBuilder("span").setParent(parent).setAttribute("http.request.method", "GET")
          .setAttribute("url.path", "/run").setAttribute("server.port", 80).startSpan().end();
    }
    return (double) (System.nanoTime() - start) / SPANS;
  }
}
