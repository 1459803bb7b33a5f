#include "cli/command_line.h"

#include <gtest/gtest.h>
#include <vector>

namespace hibari::cli {
namespace {

Result<Command> parse(std::vector<const char*> arguments) {
    return parse_command_line(arguments);
}

GenerateOptions generate(std::vector<const char*> arguments) {
    arguments.insert(arguments.begin(), "generate");
    const auto command = parse(std::move(arguments));
    EXPECT_TRUE(command) << to_string(command.error());
    return command ? std::get<GenerateOptions>(*command) : GenerateOptions{};
}

std::string printed(std::vector<const char*> arguments) {
    const auto command = parse(std::move(arguments));
    EXPECT_TRUE(command);
    return std::get<PrintText>(*command).text;
}

TEST(CommandLine, ReadsEveryOption) {
    const GenerateOptions options = generate(
        {"a ball",
         "--seconds",
         "4.5",
         "--size",
         "640x360",
         "--fps",
         "24",
         "--style",
         "anime",
         "--seed",
         "9223372036854775807",
         "--engine",
         "world",
         "--quality",
         "high",
         "--truth",
         "t",
         "-o",
         "x.mp4",
         "--json",
         "-q"}
    );
    EXPECT_EQ(options.prompt, "a ball");
    EXPECT_EQ(options.seconds, 4.5);
    EXPECT_EQ(options.size, "640x360");
    EXPECT_EQ(options.fps, 24);
    EXPECT_EQ(options.style, "anime");
    EXPECT_EQ(options.seed, std::uint64_t{9223372036854775807});
    EXPECT_EQ(options.engine, "world");
    EXPECT_EQ(options.quality, engine::Quality::kHigh);
    EXPECT_EQ(options.truth_dir, "t");
    EXPECT_EQ(options.output, "x.mp4");
    EXPECT_EQ(generate({"--from-script", "s.json"}).from_script, "s.json");
    EXPECT_TRUE(options.json && options.quiet && !options.print_script);
}

TEST(CommandLine, JoinsUnquotedWordsAndTakesOptionsAnywhere) {
    EXPECT_EQ(generate({"a", "red", "ball", "--fps", "30"}).prompt, "a red ball");
    EXPECT_EQ(generate({"--fps", "30", "a ball", "--script"}).prompt, "a ball");
    EXPECT_FALSE(generate({"a ball"}).seconds.has_value());
}

TEST(CommandLine, ExplainsWhatItCannotRead) {
    for (const std::vector<const char*>& bad :
         {std::vector<const char*>{"generate", "x", "--fsp", "3"},
          {"generate", "x", "--fps", "fast"},
          {"generate", "x", "--quality", "best"},
          {"generate", "x", "--seed", "-1"},
          {"genrate"}}) {
        const auto command = parse(bad);
        ASSERT_FALSE(command) << bad.back();
        EXPECT_EQ(command.error().code, ErrorCode::kInvalidArgument);
        EXPECT_NE(command.error().hint.find("--help"), std::string::npos);
    }
}

TEST(CommandLine, RefusesWhatWouldBeIgnoredInSilence) {
    const auto message = [](std::vector<const char*> arguments) {
        arguments.insert(arguments.begin(), "generate");
        const auto command = parse(arguments);
        return command ? std::string("accepted") : to_string(command.error());
    };
    const auto says = [&](const std::vector<const char*>& arguments, const std::string& words) {
        EXPECT_NE(message(arguments).find(words), std::string::npos) << message(arguments);
    };
    says({"a ball", "--from-script", "s.json"}, "accepted");
    says({"a cat", "--extend", "a.mp4"}, "needs the script");
    says({"a ball", "--script", "-o", "x.mp4"}, "makes no clip");
    says({"a ball", "--script", "--truth", "t"}, "makes no clip");
    says({"a ball", "-o", "-"}, "standard output");
    says({"a ball", "--fps", "24", "--fps", "30"}, "--fps is given 2 times");
    says({"a ball", "--seed", "99999999999999999999999"}, "not a whole number from 0 to");
    says({"a ball", "--seed", "9223372036854775808"}, "not a whole number from 0 to");
    says({"a ball", "-o", ""}, "without a value");
    says({"a ball", "--truth", ""}, "without a value");
    says({"a ball", "--seconds", ""}, "without a value");
    says({"a ball", "--seconds", "0x10"}, "'0x10' is not a number");
    says({"a ball", "--seconds", "inf"}, "'inf' is not a number");
    says({"a ball", "--fps", "0x18"}, "'0x18' is not a number");
}

TEST(CommandLine, HelpNamesEveryOptionAndHasExamples) {
    const std::string help = printed({"generate", "--help"});
    for (const char* option :
         {"--output",
          "--seconds",
          "--size",
          "--fps",
          "--style",
          "--seed",
          "--engine",
          "--quality",
          "--json",
          "--script",
          "--from-script",
          "--truth",
          "Examples:",
          "Exit codes:"}) {
        EXPECT_NE(help.find(option), std::string::npos) << option;
    }
    EXPECT_NE(printed({}).find("generate"), std::string::npos);
    EXPECT_EQ(printed({"--version"}).substr(0, 7), "hibari ");
}

}  // namespace
}  // namespace hibari::cli
