package org.eventextractor.benchmarks.work;

import java.io.IOException;
import org.eventextractor.benchmarks.data.DataSet;

/** Someone who can do the work, each time in a new process. */
interface Contender {

    String name();

    /** Whether it writes the rows asked for; what does less is shown but its rows are not compared. */
    boolean doesAll();

    Run run(Query query, DataSet data) throws IOException, InterruptedException;
}
