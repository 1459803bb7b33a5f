#include "base/metrics.h"

#include <gtest/gtest.h>

namespace hibari {
namespace {

TEST(Metrics, AreExposedAsTextWithTheirLabels) {
    Metrics metrics;
    metrics.counter("jobs_failed_total", "Jobs that failed.", {{"reason", "engine"}}).add(2);
    metrics.gauge("queue_depth", "Jobs that wait.").set(7);
    metrics.histogram("wait_seconds", "Time in the queue.", {0.1, 1.0}).observe(0.5);
    const std::string text = metrics.expose();
    EXPECT_NE(text.find("# TYPE jobs_failed_total counter"), std::string::npos) << text;
    EXPECT_NE(text.find("jobs_failed_total{reason=\"engine\"} 2"), std::string::npos) << text;
    EXPECT_NE(text.find("queue_depth 7"), std::string::npos) << text;
    EXPECT_NE(text.find("wait_seconds_bucket{le=\"0.1\"} 0"), std::string::npos) << text;
    EXPECT_NE(text.find("wait_seconds_bucket{le=\"1\"} 1"), std::string::npos) << text;
}

TEST(Metrics, GiveTheSameObjectForTheSameNameAndLabels) {
    Metrics metrics;
    Counter& first = metrics.counter("seen_total", "Seen.", {{"route", "a"}});
    EXPECT_EQ(&first, &metrics.counter("seen_total", "Seen.", {{"route", "a"}}));
    EXPECT_NE(&first, &metrics.counter("seen_total", "Seen.", {{"route", "b"}}));
}

}  // namespace
}  // namespace hibari
