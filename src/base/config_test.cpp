#include "base/config.h"

#include "base/files.h"

#include <cstdlib>
#include <gtest/gtest.h>

namespace hibari {
namespace {

const std::vector<Setting>& schema() {
    static const std::vector<Setting> settings = {
        {.name = "server.port", .fallback = 8080, .help = "TCP port.", .min = 0, .max = 65535},
        {.name = "server.quiet", .fallback = false, .help = "Says less."},
        {.name = "log.level", .fallback = "info", .help = "How much.", .choices = {"info", "error"}
        },
    };
    return settings;
}

class ConfigFile : public testing::Test {
  protected:
    std::filesystem::path write(std::string_view text) {
        const auto path = std::filesystem::path(testing::TempDir()) /
                          (std::string("hibari_config_") +
                           testing::UnitTest::GetInstance()->current_test_info()->name());
        EXPECT_TRUE(write_file(path, text, Existing::kReplace));
        return path;
    }

    std::string error_of(std::string_view text) {
        const auto config = Config::load(schema(), {.file = write(text)});
        EXPECT_FALSE(config);
        return config ? "" : to_string(config.error());
    }
};

TEST_F(ConfigFile, LaterSourcesWin) {
    const auto path = write("[server]\nport = 1\nquiet = true\n");
    auto config = Config::load(schema(), {.file = path});
    ASSERT_TRUE(config) << to_string(config.error());
    EXPECT_EQ(config->integer("server.port"), 1);
    EXPECT_TRUE(config->boolean("server.quiet"));
    EXPECT_EQ(config->text("log.level"), "info");
    config = Config::load(schema(), {.file = path, .environment = {{"HIBARI_SERVER_PORT", "2"}}});
    EXPECT_EQ(config->integer("server.port"), 2);
    config = Config::load(
        schema(),
        {.file = path, .environment = {{"HIBARI_SERVER_PORT", "2"}}, .flags = {{"server.port", "3"}}
        }
    );
    EXPECT_EQ(config->integer("server.port"), 3);
}

TEST_F(ConfigFile, NamesTheSettingAtFaultAndWhereItWasSet) {
    EXPECT_NE(
        error_of("[server]\nport = 70000\n").find("server.port: must be 0 to 65535, is 70000"),
        std::string::npos
    );
    EXPECT_NE(
        error_of("[server]\nport = \"x\"\n").find("must be a whole number"), std::string::npos
    );
    EXPECT_NE(
        error_of("[log]\nlevel = \"loud\"\n").find("must be info or error, is 'loud'"),
        std::string::npos
    );
    EXPECT_NE(
        error_of("[server]\nprot = 1\n").find("did you mean server.port?"), std::string::npos
    );
    EXPECT_NE(error_of("[server]\nport = = 1\n").find("line 2"), std::string::npos);
    const auto config = Config::load(schema(), {.environment = {{"HIBARI_SERVER_PORT", "2x"}}});
    ASSERT_FALSE(config);
    EXPECT_EQ(config.error().hint, "set by HIBARI_SERVER_PORT");
}

TEST_F(ConfigFile, ThatIsNamedMustExist) {
    EXPECT_FALSE(Config::load(schema(), {.file = "/no/such/file.toml"}));
}

TEST_F(ConfigFile, ExampleReadsAsTheDefaults) {
    // Without the comment signs before the keys it is a file that says the same as no file.
    std::string text = example_config(schema());
    for (const Setting& setting : schema()) {
        const std::string key = setting.name.substr(setting.name.find('.') + 1) + " =";
        const std::size_t at = text.find("# " + key);
        ASSERT_NE(at, std::string::npos) << text;
        text.erase(at, 2);
    }
    const auto config = Config::load(schema(), {.file = write(text)});
    ASSERT_TRUE(config) << to_string(config.error());
    EXPECT_EQ(config->integer("server.port"), 8080);
    EXPECT_EQ(config->text("log.level"), "info");
}

}  // namespace
}  // namespace hibari
