package dev.claimsverdict.bench.faults;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A runtime API with one fault, at every second event. An event that wasn't answered is sent again, as queues and buses
 * do. In the end each event must have its correct answer, and nothing else may have been answered.
 */
record RuntimeApiFault(Fault fault) implements Check {

    private static final int ATTEMPTS = 3;

    @Override
    public String run(Trial trial) throws IOException, InterruptedException {
        int events = trial.size().eventsWithFault();
        int again = 0;
        int repeats = 0;
        Set<String> faulted = new TreeSet<>();
        try (Lambda lambda = trial.lambda(fault.name())) {
            for (int i = 0; i < events; i++) {
                Sample sample = sample(trial.mix(), i);
                for (int attempt = 1; ; attempt++) {
                    Fault now = i % 2 == 0 && attempt == 1 ? fault : Fault.NONE;
                    Invocation invocation = new Invocation(sample.event(), now);
                    Told told = lambda.invoke(invocation);
                    repeats += invocation.repeats();
                    boolean answered = told.answer().isPresent() || told instanceof Told.Failed && sample.fails();
                    if (now != Fault.NONE) {
                        faulted.add(kind(told, invocation));
                    }
                    if (answered) {
                        sample.check(told, invocation);
                        break;
                    }
                    // A fault may end the process without a report, and the next event may reach it on its way out.
                    boolean mayFail = told instanceof Told.Ended || !now.harmless();
                    if (!mayFail || attempt == ATTEMPTS) {
                        throw new Broken("doesn't answer: " + told + lambda.tail());
                    }
                    again++;
                }
            }
            List<String> strange = lambda.reportsWithoutEvent();
            if (!fault.withoutId() && !strange.isEmpty()) {
                throw new Broken("reports what nobody asked for: " + Sample.beginning(strange.getFirst()));
            }
            if (lambda.log().contains("zebra")) {
                throw new Broken("logs what a header or an event says" + lambda.tail());
            }
            return events + " of " + events + " answered correctly; with the fault: " + String.join(", ", faulted)
                    + (again > 0 ? "; " + again + " sent again" : "")
                    + (repeats > 0 ? "; " + repeats + " answers sent twice, the same each time" : "")
                    + (lambda.starts() > 1 ? "; " + (lambda.starts() - 1) + " ends of the process" : "");
        }
    }

    private Sample sample(Mix mix, int number) {
        if (fault.ofErrors()) {
            return number % 4 < 2 ? mix.unreadable() : mix.accepted();
        }
        return number % 4 < 2 ? mix.accepted() : mix.refused();
    }

    private static String kind(Told told, Invocation invocation) {
        return switch (told) {
            case Told.Answered _ -> "answered";
            case Told.Failed _ -> "reported as failed";
            case Told.Ended _ -> invocation.fault().withoutId() ? "not answered" : "the process ends";
        };
    }
}
