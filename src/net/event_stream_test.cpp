#include "net/event_stream.h"

#include <gtest/gtest.h>
#include <string>

namespace hibari::net {
namespace {

TEST(EventStream, WritesEventsAsTheStandardSays) {
    EventStream stream;
    EXPECT_TRUE(stream.send("progress", "{\"n\":1}", "7"));
    EXPECT_TRUE(stream.send("", "two\nlines\r\nand\rmore"));
    EXPECT_EQ(
        stream.take(),
        "id: 7\nevent: progress\ndata: {\"n\":1}\n\n"
        "data: two\ndata: lines\ndata: and\ndata: more\n\n"
    );
    EXPECT_EQ(stream.take(), "");
    EXPECT_TRUE(stream.send("a", ""));
    EXPECT_EQ(stream.take(), "event: a\ndata: \n\n");
}

TEST(EventStream, WakesOnceUntilItIsTaken) {
    EventStream stream;
    int woken = 0;
    stream.attach([&] { woken += 1; });
    EXPECT_EQ(woken, 0);
    stream.send("", "a");
    stream.send("", "b");
    EXPECT_EQ(woken, 1);
    stream.take();
    stream.send("", "c");
    EXPECT_EQ(woken, 2);
    stream.close();
    stream.close();
    EXPECT_EQ(woken, 3);
}

TEST(EventStream, WakesAtOnceForWhatWaits) {
    EventStream stream;
    stream.send("", "a");
    int woken = 0;
    stream.attach([&] { woken += 1; });
    EXPECT_EQ(woken, 1);
}

TEST(EventStream, CutsOffASlowListener) {
    EventStream stream(100);
    int closed = 0;
    stream.on_close([&] { closed += 1; });
    int sent = 0;
    while (stream.send("", std::string(20, 'x')) && sent < 100) {
        sent += 1;
    }
    EXPECT_EQ(sent, 3);
    EXPECT_TRUE(stream.is_closed());
    EXPECT_EQ(closed, 1);
    EXPECT_EQ(stream.take(), "");
    EXPECT_FALSE(stream.send("", "x"));
}

TEST(EventStream, KeepsWhatWaitsWhenItCloses) {
    EventStream stream;
    stream.send("", "last");
    stream.close();
    EXPECT_EQ(stream.take(), "data: last\n\n");
}

TEST(EventStream, CallsBackAtOnceWhenClosedAlready) {
    EventStream stream;
    stream.close();
    bool called = false;
    stream.on_close([&] { called = stream.is_closed(); });
    EXPECT_TRUE(called);
}

TEST(EventStreamDeathTest, RefusesLineBreaksInNames) {
    EventStream stream;
    EXPECT_DEATH(stream.send("a\nb", ""), "is_one_line");
}

}  // namespace
}  // namespace hibari::net
