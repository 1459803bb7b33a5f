#include "weights/weight_folder.h"

#include "weights/quantised.h"
#include "weights/testing/safetensors_writer.h"

#include <cmath>
#include <fstream>
#include <gtest/gtest.h>
#include <unistd.h>

namespace hibari::weights {
namespace {

namespace fs = std::filesystem;
using testing::safetensors_text;
using testing::written;
using testing::WrittenTensor;

constexpr WeightFormat kFormat = {"hibari-test", 3};

class WeightFolderTest : public ::testing::Test {
  protected:
    WeightFolderTest() {
        fs::create_directories(folder_);
        write("config.json", R"({"format": "hibari-test", "version": 3, "width": 4})");
    }

    ~WeightFolderTest() override { fs::remove_all(folder_); }

    void write(const std::string& name, const std::string& content) const {
        std::ofstream(folder_ / name, std::ios::binary) << content;
    }

    void write_floats(const std::string& file, const std::string& name) const {
        const std::vector<float> numbers = {1.0F, 2.0F, 3.0F, 4.0F};
        write(file, safetensors_text({written<float>(name, ElementType::kF32, {2, 2}, numbers)}));
    }

    Result<WeightFolder> open() const { return WeightFolder::open(folder_, kFormat); }

    std::string complaint() const {
        const Result<WeightFolder> folder = open();
        return folder ? "fine" : to_string(folder.error());
    }

    const fs::path folder_ =
        fs::temp_directory_path() / ("hibari-weights-" + std::to_string(::getpid()));
};

TEST_F(WeightFolderTest, NumbersThatAreNotFiniteAreRefused) {
    const std::vector<float> numbers = {1.0F, NAN, 3.0F, 4.0F};
    write(
        "a.safetensors", safetensors_text({written<float>("a", ElementType::kF32, {2, 2}, numbers)})
    );
    const std::vector<std::uint16_t> halves = {0x3C00, 0xFC00};  // 1 and minus infinity
    write(
        "h.safetensors",
        safetensors_text({written<std::uint16_t>("h", ElementType::kF16, {2}, halves)})
    );
    Result<WeightFolder> folder = open();
    ASSERT_TRUE(folder) << folder.error().message;

    const Result<Weight> a = folder->take("a", {2, 2});
    const Result<Weight> h = folder->take("h", {2});

    ASSERT_FALSE(a);
    EXPECT_NE(a.error().message.find("'a' has a number that is not finite"), std::string::npos);
    EXPECT_FALSE(h);
}

TEST_F(WeightFolderTest, JoinsTheFilesOfAFolder) {
    write_floats("a.safetensors", "a");
    write_floats("b.safetensors", "b");

    Result<WeightFolder> folder = open();

    ASSERT_TRUE(folder) << folder.error().message;
    EXPECT_TRUE(folder->has("a") && folder->has("b"));
    EXPECT_EQ(folder->config().at("width").as_integer(), 4);
    const Result<Weight> weight = folder->take("b", {2, 2});
    ASSERT_TRUE(weight) << weight.error().message;
    EXPECT_EQ(weight->encoding(), Encoding::kF32);
    ASSERT_EQ(weight->floats().size(), 4U);
    EXPECT_EQ(weight->floats()[2], 3.0F);
    std::vector<float> widened(4);
    weight->widen(widened);
    EXPECT_EQ(widened, (std::vector<float>{1.0F, 2.0F, 3.0F, 4.0F}));
}

TEST_F(WeightFolderTest, ANameInTwoFilesIsAnError) {
    write_floats("a.safetensors", "w");
    write_floats("b.safetensors", "w");
    EXPECT_NE(
        complaint().find("is in two files: a.safetensors and b.safetensors"), std::string::npos
    ) << complaint();
}

TEST_F(WeightFolderTest, SaysWhatIsMissing) {
    EXPECT_NE(complaint().find("has no weights"), std::string::npos) << complaint();
    fs::remove(folder_ / "config.json");
    EXPECT_NE(complaint().find("config.json"), std::string::npos) << complaint();
}

TEST_F(WeightFolderTest, RefusesAnotherVersion) {
    write_floats("a.safetensors", "w");
    write("config.json", R"({"format": "hibari-test", "version": 4})");
    EXPECT_NE(
        complaint().find("version 4, this program reads 'hibari-test' version 3"), std::string::npos
    ) << complaint();
    write("config.json", R"({"format": "hibari-test"})");
    EXPECT_NE(complaint().find("version"), std::string::npos) << complaint();
    write("config.json", "{");
    EXPECT_NE(complaint().find("config.json"), std::string::npos) << complaint();
}

TEST_F(WeightFolderTest, TakeChecksNameShapeAndType) {
    const std::vector<std::int32_t> numbers = {1, 2};
    const std::vector<float> floats = {1.0F, 2.0F};
    write(
        "a.safetensors",
        safetensors_text(
            {written<std::int32_t>("ids", ElementType::kI32, {2}, numbers),
             written<float>("w", ElementType::kF32, {2}, floats)}
        )
    );
    Result<WeightFolder> folder = open();
    ASSERT_TRUE(folder);
    EXPECT_NE(folder->take("x", {2}).error().message.find("'x' is missing"), std::string::npos);
    EXPECT_NE(
        folder->take("w", {1, 2}).error().message.find("has the shape [2], not [1, 2]"),
        std::string::npos
    );
    EXPECT_NE(folder->take("ids", {2}).error().message.find("I32"), std::string::npos);
}

TEST_F(WeightFolderTest, FinishNamesWhatWasNotTaken) {
    write_floats("a.safetensors", "a");
    write_floats("b.safetensors", "b");
    Result<WeightFolder> folder = open();
    ASSERT_TRUE(folder);
    ASSERT_TRUE(folder->take("a", {2, 2}));
    const Result<void> finished = folder->finish();
    ASSERT_FALSE(finished);
    EXPECT_NE(finished.error().message.find("no use for b"), std::string::npos);
    ASSERT_TRUE(folder->take("b", {2, 2}));
    EXPECT_TRUE(folder->finish());
}

TEST_F(WeightFolderTest, FinishNoticesAFileThatChanged) {
    write_floats("a.safetensors", "a");
    Result<WeightFolder> folder = open();
    ASSERT_TRUE(folder);
    ASSERT_TRUE(folder->take("a", {2, 2}));
    fs::resize_file(folder_ / "a.safetensors", 4);
    EXPECT_FALSE(folder->finish());
}

TEST_F(WeightFolderTest, WidensHalvesAndQ8) {
    std::vector<float> weights(3 * 40);
    for (std::size_t i = 0; i < weights.size(); ++i) {
        weights[i] = std::sin(static_cast<float>(i));
    }
    const std::vector<std::uint16_t> halves = {0x3C00, 0xC000};
    std::vector<WrittenTensor> tensors = testing::written_q8_0("q", {3, 8, 5}, weights);
    tensors.insert(tensors.begin(), written<std::uint16_t>("h", ElementType::kF16, {2}, halves));
    write("a.safetensors", safetensors_text(tensors));
    Result<WeightFolder> folder = open();
    ASSERT_TRUE(folder) << folder.error().message;
    EXPECT_TRUE(folder->has("h") && folder->has("q"));

    const Result<Weight> half = folder->take("h", {2});
    const Result<Weight> packed = folder->take("q", {3, 8, 5});

    ASSERT_TRUE(half);
    ASSERT_TRUE(packed) << packed.error().message;
    EXPECT_TRUE(folder->finish());
    EXPECT_TRUE(packed->floats().empty());
    std::vector<float> out(2);
    half->widen(out);
    EXPECT_EQ(out, (std::vector<float>{1.0F, -2.0F}));
    out.resize(weights.size());
    packed->widen(out);
    for (std::size_t i = 0; i < weights.size(); ++i) {
        ASSERT_NEAR(out[i], weights[i], 1.0F / 127.0F * 0.57F);
    }
}

TEST_F(WeightFolderTest, RefusesQ8WithoutItsScales) {
    const std::vector<std::int8_t> numbers(64, 1);
    const std::vector<std::uint16_t> scales = {0x3C00, 0x3C00};
    write(
        "a.safetensors",
        safetensors_text(
            {written<std::uint16_t>("v.scale", ElementType::kF16, {1, 2}, scales),
             written<std::int8_t>("w", ElementType::kI8, {2, 32}, numbers),
             written<std::int8_t>("v", ElementType::kI8, {2, 32}, numbers)}
        )
    );
    Result<WeightFolder> folder = open();
    ASSERT_TRUE(folder);
    EXPECT_NE(
        folder->take("w", {2, 32}).error().message.find("its scales are missing"), std::string::npos
    );
    EXPECT_NE(
        folder->take("v", {2, 32}).error().message.find("F16 [1, 2], not F16 [2, 1]"),
        std::string::npos
    );
}

}  // namespace
}  // namespace hibari::weights
