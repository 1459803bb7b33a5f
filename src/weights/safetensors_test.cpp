#include "weights/safetensors.h"

#include "base/files.h"
#include "weights/testing/safetensors_writer.h"

#include <cstring>
#include <fstream>
#include <gtest/gtest.h>
#include <unistd.h>

namespace hibari::weights {
namespace {

namespace fs = std::filesystem;
using testing::file_of;

std::span<const std::byte> bytes_of(const std::string& text) {
    return std::as_bytes(std::span(text));
}

Result<SafetensorsHeader> parse(const std::string& file) {
    return parse_safetensors_header(bytes_of(file), file.size());
}

/// The message of the error, or "fine".
std::string complaint(const std::string& file) {
    const Result<SafetensorsHeader> header = parse(file);
    if (!header) {
        EXPECT_EQ(header.error().code, ErrorCode::kDataLoss);
    }
    return header ? "fine" : header.error().message;
}

std::string tensor(const std::string& name, const std::string& rest) {
    return "\"" + name + "\":{" + rest + "}";
}

/// A header padded so that the data begins at a multiple of eight.
std::string padded(std::string header) {
    header.resize((header.size() + 7) / 8 * 8, ' ');
    return header;
}

std::string one_tensor(const std::string& rest, std::size_t data_bytes) {
    return file_of(padded("{" + tensor("a", rest) + "}"), std::string(data_bytes, 'x'));
}

TEST(Safetensors, ReadsTypesShapesAndMetadata) {
    const std::string file = file_of(
        padded(
            "{\"__metadata__\":{\"format\":\"pt\"}," +
            tensor("half", R"("dtype":"F16","shape":[3],"data_offsets":[24,30])") + "," +
            tensor("one", R"("dtype":"F32","shape":[2,3],"data_offsets":[0,24])") + "," +
            tensor("number", R"("dtype":"U8","shape":[],"data_offsets":[30,31])") + "," +
            tensor("none", R"("dtype":"I64","shape":[0,7],"data_offsets":[24,24])") + "}"
        ),
        std::string(31, 'x')
    );

    const Result<SafetensorsHeader> header = parse(file);

    ASSERT_TRUE(header) << header.error().message;
    ASSERT_EQ(header->tensors.size(), 4U);
    EXPECT_EQ(header->tensors[0].name, "one");
    EXPECT_EQ(header->tensors[0].shape, (Shape{2, 3}));
    EXPECT_EQ(header->tensors[0].type, ElementType::kF32);
    EXPECT_EQ(header->tensors[1].name, "none");
    EXPECT_EQ(header->tensors[1].bytes, 0U);
    EXPECT_EQ(header->tensors[2].name, "half");
    EXPECT_EQ(header->tensors[3].name, "number");
    EXPECT_EQ(header->tensors[3].offset + 1, file.size());
    ASSERT_EQ(header->metadata.size(), 1U);
    EXPECT_EQ(header->metadata[0].second, "pt");
}

TEST(Safetensors, TakesAFileWithoutTensors) {
    EXPECT_EQ(complaint(file_of("{}", "")), "fine");
}

TEST(Safetensors, RefusesWhatIsTooShort) {
    EXPECT_EQ(complaint(""), "the file is too short to be a safetensors file");
    EXPECT_EQ(complaint("1234567"), "the file is too short to be a safetensors file");
}

TEST(Safetensors, RefusesAHugeHeaderLength) {
    EXPECT_NE(
        complaint(std::string(8, '\xFF') + "{}").find("this is no safetensors file"),
        std::string::npos
    );
}

TEST(Safetensors, RefusesAHeaderLongerThanTheFile) {
    EXPECT_EQ(
        complaint(std::string("\x40\0\0\0\0\0\0\0{}", 10)),
        "the file is cut off: its header has 64 bytes, the file 10"
    );
}

TEST(Safetensors, RefusesWhatIsNoJsonObject) {
    EXPECT_NE(complaint(file_of("[1,2,3,4]", "")).find("no JSON object"), std::string::npos);
    EXPECT_NE(complaint(file_of("{\"a\":", "")).find("the header is wrong"), std::string::npos);
}

struct WrongTensor {
    const char* rest;
    std::size_t data_bytes;
    const char* complaint;
};

class WrongTensors : public ::testing::TestWithParam<WrongTensor> {};

TEST_P(WrongTensors, AreRefusedWithASentence) {
    const WrongTensor& wrong = GetParam();
    EXPECT_NE(
        complaint(one_tensor(wrong.rest, wrong.data_bytes)).find(wrong.complaint), std::string::npos
    ) << complaint(one_tensor(wrong.rest, wrong.data_bytes));
}

INSTANTIATE_TEST_SUITE_P(
    Safetensors,
    WrongTensors,
    ::testing::Values(
        WrongTensor{R"("dtype":"F64","shape":[1],"data_offsets":[0,8])", 8, "a.dtype: must be one"},
        WrongTensor{R"("dtype":"F32","shape":[2],"data_offsets":[0,4])", 4, "has 4 bytes where"},
        WrongTensor{R"("dtype":"F32","shape":[-1],"data_offsets":[0,4])", 4, "a.shape[0]: must be"},
        WrongTensor{
            R"("dtype":"F32","shape":[1.5],"data_offsets":[0,6])", 6, "a.shape[0]: must be"
        },
        WrongTensor{R"("dtype":"F32","shape":"x","data_offsets":[0,6])", 6, "a.shape: must be"},
        WrongTensor{R"("dtype":"F32","shape":[1],"data_offsets":[4,0])", 4, "data_offsets[1]"},
        WrongTensor{R"("dtype":"F32","shape":[1],"data_offsets":[0])", 4, "a.data_offsets"},
        WrongTensor{R"("dtype":"F32","shape":[1],"data_offsets":[0,4],"x":1)", 4, "x"},
        WrongTensor{R"("dtype":"F32","shape":[1])", 4, "a.data_offsets"},
        WrongTensor{R"("dtype":"F32","shape":[1],"data_offsets":[4,8])", 8, "leaves a hole"},
        WrongTensor{R"("dtype":"F32","shape":[2],"data_offsets":[0,8])", 7, "the file is cut off"},
        WrongTensor{R"("dtype":"F32","shape":[2],"data_offsets":[0,8])", 9, "belong to no tensor"},
        WrongTensor{
            R"("dtype":"F32","shape":[1],"data_offsets":[0,18446744073709551615])",
            4,
            "data_offsets[1]"
        },
        WrongTensor{
            R"("dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0])",
            0,
            "does not fit 63 bits"
        },
        WrongTensor{
            R"("dtype":"F32","shape":[4611686018427387904],"data_offsets":[0,0])",
            0,
            "does not fit 63 bits"
        },
        WrongTensor{
            R"("dtype":"F32","shape":[2305843009213693951],"data_offsets":[0,9223372036854775804])",
            8,
            "the file is cut off"
        },
        WrongTensor{
            R"("dtype":"F32","shape":[1,1,1,1,1,1,1,1,1],"data_offsets":[0,4])", 4, "a.shape"
        }
    )
);

TEST(Safetensors, RefusesOverlappingTensors) {
    const std::string header =
        "{" + tensor("a", R"("dtype":"F32","shape":[2],"data_offsets":[0,8])") + "," +
        tensor("b", R"("dtype":"F32","shape":[2],"data_offsets":[4,12])") + "}";
    EXPECT_EQ(
        complaint(file_of(padded(header), std::string(12, 'x'))),
        "the tensor 'b' overlaps the one before it"
    );
}

TEST(Safetensors, RefusesTensorsThatAreNotAligned) {
    const std::string header =
        "{" + tensor("a", R"("dtype":"U8","shape":[1],"data_offsets":[0,1])") + "," +
        tensor("b", R"("dtype":"F32","shape":[1],"data_offsets":[1,5])") + "}";
    EXPECT_NE(
        complaint(file_of(padded(header), std::string(5, 'x')))
            .find("does not begin at a multiple"),
        std::string::npos
    );
}

TEST(Safetensors, RefusesANameTwice) {
    const std::string header =
        "{" + tensor("a", R"("dtype":"U8","shape":[1],"data_offsets":[0,1])") + "," +
        tensor("a", R"("dtype":"U8","shape":[1],"data_offsets":[1,2])") + "}";
    EXPECT_NE(
        complaint(file_of(padded(header), "xy")).find("the header is wrong"), std::string::npos
    );
}

TEST(Safetensors, RefusesMetadataThatIsNoText) {
    EXPECT_NE(
        complaint(file_of(R"({"__metadata__":{"a":1}})", "")).find("__metadata__.a"),
        std::string::npos
    );
}

/// A file that is removed at the end.
class SafetensorsFileTest : public ::testing::Test {
  protected:
    SafetensorsFileTest() { fs::create_directories(folder_); }

    ~SafetensorsFileTest() override { fs::remove_all(folder_); }

    fs::path write(const std::string& name, const std::string& content) {
        const fs::path path = folder_ / name;
        std::ofstream(path, std::ios::binary) << content;
        return path;
    }

    const fs::path folder_ =
        fs::temp_directory_path() / ("hibari-safetensors-" + std::to_string(::getpid()));
};

TEST_F(SafetensorsFileTest, GivesTheNumbersBack) {
    const std::vector<float> numbers = {1.0F, -2.5F, 3e-8F, 4e8F};
    const fs::path path = write(
        "a.safetensors",
        testing::safetensors_text({testing::written<float>("w", ElementType::kF32, {2, 2}, numbers)}
        )
    );

    const Result<SafetensorsFile> file = SafetensorsFile::open(path);

    ASSERT_TRUE(file) << file.error().message;
    const TensorView view = file->tensor(0);
    ASSERT_EQ(view.bytes.size(), 16U);
    EXPECT_EQ(std::memcmp(view.bytes.data(), numbers.data(), 16), 0);
    EXPECT_TRUE(file->unchanged());
}

TEST_F(SafetensorsFileTest, ACopyKeepsTheFileMapped) {
    const std::vector<float> numbers = {7.0F};
    const fs::path path = write(
        "a.safetensors",
        testing::safetensors_text({testing::written<float>("w", ElementType::kF32, {1}, numbers)})
    );
    std::optional<SafetensorsFile> copy;
    {
        const Result<SafetensorsFile> file = SafetensorsFile::open(path);
        ASSERT_TRUE(file);
        copy = *file;
    }
    fs::remove(path);
    float value = 0.0F;
    std::memcpy(&value, copy->tensor(0).bytes.data(), sizeof(value));
    EXPECT_EQ(value, 7.0F);
}

TEST_F(SafetensorsFileTest, NoticesAChange) {
    const fs::path path = write("a.safetensors", file_of("{}", ""));
    const Result<SafetensorsFile> file = SafetensorsFile::open(path);
    ASSERT_TRUE(file);
    write("a.safetensors", file_of("{}    ", ""));
    const Result<void> unchanged = file->unchanged();
    ASSERT_FALSE(unchanged);
    EXPECT_EQ(unchanged.error().code, ErrorCode::kDataLoss);
}

TEST_F(SafetensorsFileTest, NamesTheFileInErrors) {
    const Result<SafetensorsFile> missing = SafetensorsFile::open(folder_ / "none.safetensors");
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, ErrorCode::kNotFound);
    const Result<SafetensorsFile> cut =
        SafetensorsFile::open(write("cut.safetensors", std::string("\x40\0\0\0\0\0\0\0{}", 10)));
    ASSERT_FALSE(cut);
    EXPECT_NE(cut.error().message.find("cut.safetensors: the file is cut off"), std::string::npos);
    const Result<SafetensorsFile> empty = SafetensorsFile::open(write("empty.safetensors", ""));
    ASSERT_FALSE(empty);
    const Result<SafetensorsFile> folder = SafetensorsFile::open(folder_);
    ASSERT_FALSE(folder);
    EXPECT_NE(folder.error().message.find("no regular file"), std::string::npos);
}

TEST(SafetensorsWriter, WritesWhatIsRead) {
    const std::vector<std::uint16_t> halves = {0x3C00, 0xBC00};
    const std::string file = testing::safetensors_text(
        {testing::written<std::uint16_t>("h", ElementType::kF16, {2}, halves)}
    );
    const Result<SafetensorsHeader> header = parse(file);
    ASSERT_TRUE(header) << header.error().message;
    EXPECT_EQ(header->tensors[0].offset % 8, 0U);
}

}  // namespace
}  // namespace hibari::weights
