#include "domain/batch_input.h"

#include "domain/batches.h"
#include "domain/testing_batches.h"

#include <gtest/gtest.h>

namespace hibari::domain {
namespace {

std::vector<std::string> lines_of(const std::string& text, std::size_t line_bytes_max = 100) {
    LineReader reader(file_of_text(text), line_bytes_max);
    std::vector<std::string> lines;
    for (;;) {
        const auto line = reader.next();
        if (!line) {
            lines.push_back("error: " + line.error().reason);
            return lines;
        }
        if (!*line) {
            return lines;
        }
        lines.emplace_back(**line);
    }
}

using Lines = std::vector<std::string>;

TEST(LineReader, KnowsBothLineEndsAndAMissingLastOne) {
    EXPECT_EQ(lines_of(""), Lines());
    EXPECT_EQ(lines_of("a"), Lines({"a"}));
    EXPECT_EQ(lines_of("a\n"), Lines({"a"}));
    EXPECT_EQ(lines_of("a\r\n\r\nb"), Lines({"a", "", "b"}));
    EXPECT_EQ(lines_of("\n\n"), Lines({"", ""}));
    EXPECT_EQ(lines_of(std::string("a\0b\n", 4)), Lines({std::string("a\0b", 3)}));
}

TEST(LineReader, ReadsLinesLongerThanItsBuffer) {
    const std::string longest(700'000, 'x');
    EXPECT_EQ(
        lines_of("a\n" + longest + "\n" + longest + "\nb", longest.size()),
        Lines({"a", longest, longest, "b"})
    );
}

TEST(LineReader, RefusesLinesThatAreTooLong) {
    EXPECT_EQ(lines_of("a\n" + std::string(100, 'x') + "\n").size(), 2U);
    EXPECT_EQ(lines_of("a\n" + std::string(101, 'x') + "\n").back(), "error: line_too_long");
    EXPECT_EQ(lines_of(std::string(101, 'x')).back(), "error: line_too_long");
    EXPECT_EQ(lines_of(std::string(2'000'000, 'x')), Lines({"error: line_too_long"}));
}

struct Read {
    std::vector<BatchLine> lines;
    Json faults;
};

Read read(const std::string& text) {
    Read all;
    const PlainBatchFormat format;
    auto faults = read_batch_input(
        file_of_text(text),
        format,
        [&](BatchLine line) -> Result<void> {
            all.lines.push_back(std::move(line));
            return {};
        },
        {}
    );
    EXPECT_TRUE(faults);
    all.faults = faults ? *faults : Json();
    return all;
}

TEST(BatchInput, GivesEachLineWithItsNumber) {
    const Read all = read(batch_line("a") + "\n\n  \n" + batch_line("b", "Wind.") + "\r\n");
    EXPECT_EQ(all.faults, Json::array());
    ASSERT_EQ(all.lines.size(), 2U);
    EXPECT_EQ(all.lines[0].line, 1);
    EXPECT_EQ(all.lines[1].line, 4);
    EXPECT_EQ(all.lines[1].custom_id, "b");
    EXPECT_EQ(all.lines[1].request, R"({"prompt":"Wind."})");
}

TEST(BatchInput, NamesEachWrongLine) {
    const Read all = read(
        batch_line("a") + "\n{\"custom_id\n" + R"({"custom_id":"b"})" + "\n" + batch_line("a") +
        "\n" + R"({"custom_id":"\u0000","body":{"prompt":"x"}})" + "\n" +
        R"({"custom_id":"c","custom_id":"d","body":{"prompt":"x"}})" + "\n" + batch_line("z")
    );
    ASSERT_EQ(all.faults.size(), 5U);
    const auto code = [&](std::size_t i) { return all.faults.at(i).at("code").as_string(); };
    const auto line = [&](std::size_t i) { return all.faults.at(i).at("line").as_integer(); };
    EXPECT_EQ(code(0), "invalid_json");
    EXPECT_EQ(line(0), 2);
    EXPECT_EQ(all.faults.at(0).at("message").as_string().find("line 1"), std::string::npos);
    EXPECT_EQ(code(1), "missing_required_parameter");
    EXPECT_EQ(line(1), 3);
    EXPECT_EQ(all.faults.at(1).at("param"), Json("body"));
    EXPECT_EQ(all.faults.at(1).at("message"), Json("body: is required"));
    EXPECT_EQ(code(2), "duplicate_custom_id");
    EXPECT_EQ(line(2), 4);
    EXPECT_EQ(line(3), 5);
    EXPECT_EQ(code(4), "invalid_json");
    EXPECT_EQ(line(4), 6);
    EXPECT_EQ(all.lines.size(), 1U) << "nothing is taken after a fault";
}

TEST(BatchInput, TakesRequestsThatAreWrongInThemselves) {
    const Read all = read(
        R"({"custom_id":"a","body":{"nonsense":1}})"
        "\n" +
        batch_line("b")
    );
    EXPECT_EQ(all.faults, Json::array());
    ASSERT_EQ(all.lines.size(), 2U);
    ASSERT_TRUE(all.lines[0].refused);
    EXPECT_EQ(all.lines[0].refused->field, "prompt");
    EXPECT_FALSE(all.lines[1].refused);
}

TEST(BatchInput, StopsTellingAtSomePoint) {
    std::string text;
    for (std::size_t i = 0; i < 2 * kBatchFaultsMax; ++i) {
        text += "{\n";
    }
    EXPECT_EQ(read(text).faults.size(), kBatchFaultsMax);
}

TEST(BatchInput, RefusesFilesWithNothingOrTooMuchInThem) {
    EXPECT_EQ(read("\n \n").faults.at(0).at("code"), Json("empty_file"));
    EXPECT_TRUE(read("\n \n").faults.at(0).at("line").is_null());
    std::string text;
    for (std::int64_t i = 0; i <= kBatchLinesMax; ++i) {
        text += R"({"custom_id":")" + std::to_string(i) + R"(","body":{}})" + "\n";
    }
    const Read all = read(text);
    ASSERT_EQ(all.faults.size(), 1U);
    EXPECT_EQ(all.faults.at(0).at("code"), Json("too_many_lines"));
    EXPECT_EQ(all.faults.at(0).at("line"), Json(kBatchLinesMax + 1));
    text.resize(text.rfind("\n", text.size() - 2) + 1);
    EXPECT_EQ(read(text).lines.size(), static_cast<std::size_t>(kBatchLinesMax));
}

}  // namespace
}  // namespace hibari::domain
