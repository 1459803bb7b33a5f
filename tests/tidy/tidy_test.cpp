#include "tidy/tidy.h"

#include <gtest/gtest.h>

namespace hibari::tidy {
namespace {

// Each test shows the check a small bad tree; split words keep this file itself clean.

Tree layered(std::string path, std::string text) {
    return {
        {"cmake/layers.cmake",
         "set(HIBARI_LAYERS\n    \"base:\"\n    \"media: base\"\n    \"world_sound: base media\"\n"
         "    \"world: base media world_sound\"\n)\n"
         "set(HIBARI_COSTLY_HEADERS\n    \"boost/json: src/base/json_parse.cpp\"\n)\n"},
        {std::move(path), std::move(text)},
    };
}

std::string only_message(const std::vector<Finding>& findings) {
    EXPECT_EQ(findings.size(), 1U);
    return findings.empty() ? "" : to_string(findings[0]);
}

TEST(TidyLayers, ReportsIncludesThatPointBack) {
    const auto findings = check_layers(
        layered("src/media/x.cpp", "#include \"base/a.h\"\n#include \"world/sound/b.h\"\n")
    );
    EXPECT_EQ(
        only_message(findings),
        "src/media/x.cpp:2: media may not use world_sound: see HIBARI_LAYERS in cmake/layers.cmake"
    );
}

TEST(TidyLayers, TellsNestedLibrariesApart) {
    EXPECT_TRUE(check_layers(layered("src/world/x.cpp", "#include \"world/sound/b.h\"\n")).empty());
    EXPECT_FALSE(check_layers(layered("src/world/sound/x.cpp", "#include \"world/b.h\"\n")).empty()
    );
    EXPECT_FALSE(check_layers(layered("src/other/x.cpp", "")).empty());
}

TEST(TidyLayers, KeepsCostlyHeadersInTheirSources) {
    const std::string text = "#include <boost/json.hpp>\n";
    EXPECT_TRUE(check_layers(layered("src/base/json_parse.cpp", text)).empty());
    EXPECT_FALSE(check_layers(layered("src/base/other.cpp", text)).empty());
}

TEST(TidyCode, ReportsForbiddenCalls) {
    const auto count = [](const char* path, const char* line) {
        return check_code({{path, std::string("#pragma once\n") + line + "\n"}}).size();
    };
    EXPECT_EQ(count("src/a.cpp", "std::regex pattern;"), 1U);
    EXPECT_EQ(count("src/a.cpp", "int x = rand();"), 1U);
    EXPECT_EQ(count("src/a.cpp", "int x = brand();  // rand() is bad"), 0U);
    EXPECT_EQ(count("src/a.cpp", "print(\"rand()\");"), 0U);
    EXPECT_EQ(count("src/a_test.cpp", "std::this_thread::sleep_for(1s);"), 1U);
    EXPECT_EQ(count("src/a.cpp", "std::this_thread::sleep_for(1s);"), 0U);
    EXPECT_EQ(count("src/store/a.cpp", "co_await x;"), 1U);
    EXPECT_EQ(count("src/net/a.cpp", "co_await x(y);"), 0U);
    EXPECT_EQ(count("src/net/a.cpp", "co_await x({1});"), 1U);
    EXPECT_EQ(
        count(
            "src/a.cpp",
            "// TO"
            "DO later"
        ),
        1U
    );
    EXPECT_EQ(
        count(
            "src/a.cpp",
            "// TO"
            "DO(#12): later"
        ),
        0U
    );
}

TEST(TidyCode, WantsPragmaOnce) {
    EXPECT_EQ(check_code({{"src/a.h", "int x;\n"}}).size(), 1U);
    EXPECT_TRUE(check_code({{"src/a.h", "// About.\n\n#pragma once\n"}}).empty());
}

TEST(TidyTargets, ReportsSourcesThatNobodyBuilds) {
    const Tree tree = {
        {"src/a/CMakeLists.txt", "hibari_library(a SOURCES one.cpp deep/two.cpp TESTS tree.cpp)"},
        {"src/a/one.cpp", ""},
        {"src/a/deep/two.cpp", ""},
        {"src/a/three.cpp", ""},
        {"src/a/ree.cpp", ""},
    };
    const auto findings = check_targets(tree);
    ASSERT_EQ(findings.size(), 2U);
    EXPECT_EQ(findings[0].file, "src/a/ree.cpp");
    EXPECT_EQ(findings[1].file, "src/a/three.cpp");
}

TEST(TidyLinks, ReportsDeadOnes) {
    const Tree tree = {
        {"docs/a.md",
         "[ok](b.md#part) [up](../README.md) [web](https://example.org) [folder](decisions) "
         "[self](#x)\n"
         "[dead](c.md)\n"},
        {"docs/b.md", ""},
        {"docs/decisions/x.md", ""},
        {"README.md", ""},
    };
    EXPECT_EQ(
        only_message(check_links(tree)), "docs/a.md:2: links to docs/c.md, which does not exist"
    );
}

TEST(TidyWords, ReportsMachinePathsAndTheForbiddenName) {
    const auto count = [](const std::string& text) {
        return check_words({{"a.txt", text}}).size();
    };
    EXPECT_EQ(
        count("see /ho"
              "me/somebody/x"),
        1U
    );
    EXPECT_EQ(
        count("src/wo"
              "rk/x and a/ro"
              "ot/b"),
        0U
    );
    EXPECT_EQ(
        count("a Cam"
              "eo of hers"),
        1U
    );
}

TEST(TidyDrift, NamesLongFunctionsAndMissingTests) {
    std::string text = "int long_one() {\n";
    for (int i = 0; i < 80; ++i) {
        text += "    step();\n";
    }
    const auto drift =
        report_drift({{"src/a.cpp", text + "}\n"}, {"src/b.h", "#pragma once\n\nint x;\n"}});
    ASSERT_EQ(drift.size(), 3U);
    EXPECT_EQ(drift[0], "src/a.cpp: no test beside it");
    EXPECT_EQ(drift[1], "src/b.h: no purpose comment at the top");
    EXPECT_EQ(drift[2], "long function src/a.cpp:1: 82 lines");
}

}  // namespace
}  // namespace hibari::tidy
