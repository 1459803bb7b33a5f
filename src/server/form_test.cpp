#include "server/form.h"

#include "base/files.h"
#include "base/text.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::server {
namespace {

const Contract& contract() {
    static const Contract loaded = *Contract::load();
    return loaded;
}

FormField text(std::string_view name, std::string_view data) {
    return {.name = name, .data = data};
}

FormField file(std::string_view name, std::string_view filename, std::string_view data) {
    return {.name = name, .filename = filename, .content_type = "video/mp4", .data = data};
}

tl::expected<Form, Fault> read(
    const std::vector<FormField>& fields, std::string_view operation = "createVideo"
) {
    return read_form(fields, contract().body_schema(operation, BodyKind::kForm));
}

std::string json_of(
    const std::vector<FormField>& fields, std::string_view operation = "createVideo"
) {
    const auto form = read(fields, operation);
    return form ? to_string(form->body) : form.error().param + ": " + form.error().message;
}

std::string_view between(std::string_view text, std::string_view from, std::string_view to) {
    const std::size_t begin = text.find(from);
    if (begin == std::string_view::npos) {
        return {};
    }
    const std::string_view rest = text.substr(begin + from.size());
    return rest.substr(0, rest.find(to));
}

/// A request as it came over the wire, with its parts cut at the boundary. The real splitting is
/// `net`'s business; this one knows only what the SDKs send.
struct Recorded {
    explicit Recorded(const std::string& name)
        : bytes(*read_file(
              std::string(HIBARI_SOURCE_DIR "/src/server/testdata/form/") + name + ".http",
              1U << 20U
          )) {
        const std::string boundary = "--" + std::string(between(bytes, "boundary=", "\r\n"));
        std::string_view rest = bytes;
        rest.remove_prefix(rest.find("\r\n\r\n") + 4);
        while (rest.starts_with(boundary + "\r\n")) {
            rest.remove_prefix(boundary.size() + 2);
            const std::string_view part = rest.substr(0, rest.find("\r\n" + boundary));
            rest.remove_prefix(part.size() + 2);
            const std::string_view head = part.substr(0, part.find("\r\n\r\n"));
            FormField field = {
                .name = between(head, " name=\"", "\""),
                .content_type = between(std::string_view(head), "Content-Type: ", "\r\n"),
                .data = part.substr(head.size() + 4)
            };
            if (head.find("filename=\"") != std::string_view::npos) {
                field.filename = between(head, "filename=\"", "\"");
            }
            fields.push_back(field);
        }
    }

    std::string bytes;
    std::vector<FormField> fields;
};

struct Case {
    std::string_view request;
    std::string_view operation;
    std::string_view json;
};

void PrintTo(const Case& one, std::ostream* out) {
    *out << one.request;
}

class RecordedRequest : public testing::TestWithParam<Case> {};

TEST_P(RecordedRequest, BecomesTheJsonItMeans) {
    for (const std::string_view sdk : {"python-", "node-"}) {
        // The Python SDK names what it is given without a name; the other has no such thing.
        if (GetParam().request == "create-bytesio" && sdk == "node-") {
            continue;
        }
        const Recorded recorded(std::string(sdk) + std::string(GetParam().request));
        ASSERT_FALSE(recorded.fields.empty());
        const auto form = read_form(
            recorded.fields, contract().body_schema(GetParam().operation, BodyKind::kForm)
        );
        ASSERT_TRUE(form) << form.error().message;
        Json wanted = *parse_json(GetParam().json);
        for (const JsonMember& member : wanted.members()) {
            ASSERT_NE(form->body.find(member.key), nullptr) << sdk << to_string(form->body);
            EXPECT_EQ(form->body.at(member.key), member.value) << sdk << to_string(form->body);
        }
        EXPECT_EQ(form->body.size(), wanted.size()) << sdk << to_string(form->body);
        const auto fault = contract().find_fault(GetParam().operation, form->body, BodyKind::kForm);
        EXPECT_FALSE(fault) << fault->param << ": " << fault->message;
    }
}

INSTANTIATE_TEST_SUITE_P(
    Form,
    RecordedRequest,
    testing::Values(
        Case{
            "create",
            "createVideo",
            "{\"prompt\": \"a red ball, \\\"quoted\\\"\\r\\n\u00fcn\u00efcode \U0001F388\", "
            "\"model\": \"sora-2\", \"seconds\": \"8\", \"size\": \"1280x720\"}"
        },
        Case{"create-file", "createVideo", R"({"prompt": "p", "input_reference": {"$upload": 0}})"},
        Case{
            "create-bytesio", "createVideo", R"({"prompt": "p", "input_reference": {"$upload": 0}})"
        },
        Case{
            "create-image-url",
            "createVideo",
            R"({"prompt": "p", "input_reference": {"image_url": "data:image/png;base64,AAAA"}})"
        },
        Case{
            "create-extra",
            "createVideo",
            R"({"prompt": "p", "characters": [{"id": "char_1"}, {"id": "char_2"}], "seed": 7,
                "style": "noir", "wait": 1})"
        },
        Case{"edit-id", "editVideo", R"({"prompt": "p", "video": {"id": "video_1"}})"},
        Case{
            "edit-file",
            "editVideo",
            R"({"prompt": "p", "video": {"$upload": 0}, "model": "sora-2"})"
        },
        Case{
            "extend",
            "extendVideo",
            R"({"prompt": "p", "seconds": "8", "video": {"id": "video_1"}})"
        },
        Case{"character", "createCharacter", R"({"name": "Mossy", "video": {"$upload": 0}})"},
        Case{
            "file",
            "createFile",
            R"({"file": {"$upload": 0}, "purpose": "batch",
                "expires_after": {"anchor": "created_at", "seconds": 3600}})"
        }
    ),
    [](const auto& one) {
        std::string name(one.param.request);
        std::replace(name.begin(), name.end(), '-', '_');
        return name;
    }
);

TEST(Form, KeepsTheListOfIdsThatOneSdkSent) {
    const Recorded recorded("python-create-ids");
    const auto form =
        read_form(recorded.fields, contract().body_schema("createVideo", BodyKind::kForm));
    ASSERT_TRUE(form);
    EXPECT_EQ(form->body.at("character_ids"), Json::array({"char_1", "char_2"}));
    const auto fault = contract().find_fault("createVideo", form->body, BodyKind::kForm);
    ASSERT_TRUE(fault);
    EXPECT_EQ(fault->param, "flag");
}

TEST(Form, KeepsFilesAsTheyCame) {
    const std::vector<FormField> fields = {
        text("prompt", "p"), file("video", "../../etc/passwd", std::string_view("\0\r\n--", 5))
    };
    const auto form = read(fields, "editVideo");
    ASSERT_TRUE(form);
    const FormFile* video = form->file(form->body.find("video"));
    ASSERT_NE(video, nullptr);
    EXPECT_EQ(video->path, "video");
    EXPECT_EQ(video->filename, "../../etc/passwd");
    EXPECT_EQ(video->content_type, "video/mp4");
    EXPECT_EQ(video->data.size(), 5U);
    EXPECT_EQ(form->file(form->body.find("prompt")), nullptr);
    EXPECT_EQ(form->file(nullptr), nullptr);
}

TEST(Form, TypesTextsByTheSchema) {
    EXPECT_EQ(json_of({text("seed", "12"), text("seconds", "8")}), R"({"seed":12,"seconds":"8"})");
    EXPECT_EQ(json_of({text("seed", "1e3")}), R"({"seed":"1e3"})");
    EXPECT_EQ(
        json_of({text("seed", "99999999999999999999")}), R"({"seed":"99999999999999999999"})"
    );
    EXPECT_EQ(json_of({text("seed", "")}), R"({"seed":""})");
    EXPECT_EQ(
        json_of({text("expires_after[seconds]", "3600")}, "createFile"),
        R"({"expires_after":{"seconds":3600}})"
    );
}

TEST(Form, TakesJsonWhereAnObjectOrAListBelongs) {
    EXPECT_EQ(
        json_of(
            {text("input_reference", R"({"file_id": "f"})"), text("characters", R"([{"id": "c"}])")}
        ),
        R"({"input_reference":{"file_id":"f"},"characters":[{"id":"c"}]})"
    );
    // A prompt may begin like JSON and stays what it is.
    EXPECT_EQ(json_of({text("prompt", R"({"a": 1})")}), R"({"prompt":"{\"a\": 1}"})");
    EXPECT_EQ(
        json_of({text("characters", "[{]")}),
        "characters: not valid JSON at line 1, column 3: syntax error"
    );
}

TEST(Form, ListsByBracketsAndByNumbers) {
    EXPECT_EQ(
        json_of({text("characters[0][id]", "a"), text("characters[1][id]", "b")}),
        R"({"characters":[{"id":"a"},{"id":"b"}]})"
    );
    EXPECT_EQ(
        json_of({text("a[][x]", "1"), text("a[][y]", "2"), text("a[][x]", "3")}),
        R"({"a":[{"x":"1","y":"2"},{"x":"3"}]})"
    );
    EXPECT_EQ(
        json_of({text("a[][x][u]", "1"), text("a[][x][v]", "2"), text("a[][x][u]", "3")}),
        R"({"a":[{"x":{"u":"1","v":"2"}},{"x":{"u":"3"}}]})"
    );
    EXPECT_EQ(json_of({text("a[]", "1"), text("a[]", "1")}), R"({"a":["1","1"]})");
    EXPECT_EQ(
        json_of({text("characters[1][id]", "b")}),
        "characters: has elements that do not come in order"
    );
}

TEST(Form, RefusesWhatIsGivenTwiceOrInTwoWays) {
    EXPECT_EQ(json_of({text("prompt", "a"), text("prompt", "a")}), "prompt: is given twice");
    EXPECT_EQ(
        json_of({text("video[id]", "v"), file("video", "a.mp4", "x")}, "editVideo"),
        "video: is given both as a value and with brackets"
    );
    EXPECT_EQ(
        json_of({file("video", "a.mp4", "x"), text("video[id]", "v")}, "editVideo"),
        "video: is given both as a value and with brackets"
    );
    EXPECT_EQ(
        json_of({text("a[]", "1"), text("a[x]", "2")}),
        "a: is given both as a list and as an object"
    );
    EXPECT_EQ(
        json_of({text("a[x]", "1"), text("a[0]", "2")}),
        "a: is given both as a list and as an object"
    );
    EXPECT_EQ(
        json_of({text("video[id]", "a"), text("video[id]", "b")}), "video.id: is given twice"
    );
}

TEST(Form, RefusesNamesThatAreNone) {
    for (const std::string_view name :
         {"", "[a]", "a]", "a[b", "a[b]c", "a[[b]]", "a[b][c", "a][b"}) {
        const auto form = read({text(name, "x")});
        ASSERT_FALSE(form) << name;
        EXPECT_EQ(form.error().code, "invalid_form");
    }
    for (const std::string_view name : {"__proto__", "a[__proto__]", "$upload", "video[$upload]"}) {
        const auto form = read({text(name, "0")});
        ASSERT_FALSE(form) << name;
        EXPECT_EQ(form.error().code, "unknown_parameter");
    }
    EXPECT_FALSE(read({text("video", R"({"$upload": 0})"), file("x", "a", "b")}, "editVideo"));
    EXPECT_FALSE(read({text("\xFF", "x")}));
}

TEST(Form, RefusesBombs) {
    std::string deep = "a";
    for (int i = 0; i < 50; ++i) {
        deep += "[b]";
    }
    EXPECT_EQ(read({text(deep, "x")}).error().code, "invalid_form");
    EXPECT_FALSE(read({text(std::string(1'000, 'a'), "x")}));
    EXPECT_FALSE(read(std::vector<FormField>(1'000, text("a[]", "x"))));
    EXPECT_FALSE(read({text("a[9999999999]", "x")})->body.at("a").is_array());
    const std::string brackets(2'000'000, '[');
    EXPECT_FALSE(read({text("characters", brackets)}));
}

TEST(Form, LeavesOutAFileThatWasNotChosen) {
    EXPECT_EQ(json_of({text("prompt", "p"), file("input_reference", "", "")}), R"({"prompt":"p"})");
}

}  // namespace
}  // namespace hibari::server
