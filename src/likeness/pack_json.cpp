#include "likeness/pack_json.h"

#include "base/json_reader.h"

#include <array>
#include <utility>

namespace hibari::likeness {
namespace {

constexpr int kVersion = 1;
constexpr std::array<std::string_view, 3> kKinds = {"person", "animal", "object"};
constexpr std::size_t kNameBytesMax = 80;
constexpr std::size_t kTextBytesMax = 600;
constexpr auto kSamplesMax = static_cast<std::int64_t>(kVoiceSecondsMax * media::kSampleRateHz);

Json json_of(Point point) {
    return Json::array({point.x, point.y});
}

Json json_of(Color color) {
    return Json::array({color.red, color.green, color.blue});
}

Json json_of(const FaceMarks& face) {
    Json json = Json::object(
        {{"box", Json::array({face.box.x, face.box.y, face.box.width, face.box.height})}}
    );
    const auto set = [&](const char* key, const std::optional<Point>& point) {
        if (point) {
            json.set(key, json_of(*point));
        }
    };
    set("left_eye", face.left_eye);
    set("right_eye", face.right_eye);
    set("mouth", face.mouth);
    if (face.mouth_width) {
        json.set("mouth_width", *face.mouth_width);
    }
    return json;
}

Result<std::vector<double>> numbers(
    const JsonReader& reader, std::string_view key, std::size_t count, const NumberRule& rule
) {
    std::vector<double> values;
    const auto items = HIBARI_TRY(reader.array(key, {.size_min = count, .size_max = count}));
    for (const JsonReader& item : items) {
        values.push_back(HIBARI_TRY(item.as_number(rule)));
    }
    return values;
}

Result<std::optional<Point>> read_point(
    const JsonReader& reader, std::string_view key, const NumberRule& rule
) {
    if (!reader.find(key)) {
        return std::nullopt;
    }
    const auto xy = HIBARI_TRY(numbers(reader, key, 2, rule));
    return Point{static_cast<float>(xy[0]), static_cast<float>(xy[1])};
}

Result<std::optional<Color>> read_color(const JsonReader& reader, std::string_view key) {
    if (!reader.find(key)) {
        return std::nullopt;
    }
    const auto rgb = HIBARI_TRY(numbers(reader, key, 3, {.min = 0, .max = 255}));
    return Color{
        static_cast<std::uint8_t>(rgb[0]),
        static_cast<std::uint8_t>(rgb[1]),
        static_cast<std::uint8_t>(rgb[2])
    };
}

// Marks may lie a little outside: a chin that is cut by the edge has its place, too.
constexpr double kMarkMin = -kViewSideMax;
constexpr double kMarkMax = 2.0 * kViewSideMax;

Result<FaceMarks> read_face(const JsonReader& reader) {
    HIBARI_TRY(reader.allow({"box", "left_eye", "right_eye", "mouth", "mouth_width"}));
    const NumberRule place{.min = kMarkMin, .max = kMarkMax};
    const auto box = HIBARI_TRY(numbers(reader, "box", 4, place));
    FaceMarks face;
    face.box = {
        static_cast<float>(box[0]),
        static_cast<float>(box[1]),
        static_cast<float>(box[2]),
        static_cast<float>(box[3])
    };
    if (face.box.width < 1.0F || face.box.height < 1.0F) {
        return fail(reader.error("must have a box of at least one pixel"));
    }
    face.left_eye = HIBARI_TRY(read_point(reader, "left_eye", place));
    face.right_eye = HIBARI_TRY(read_point(reader, "right_eye", place));
    face.mouth = HIBARI_TRY(read_point(reader, "mouth", place));
    if (reader.find("mouth_width")) {
        face.mouth_width = static_cast<float>(
            HIBARI_TRY(reader.number("mouth_width", {.min = 1, .max = kViewSideMax}))
        );
    }
    return face;
}

Result<View> read_view(const JsonReader& reader) {
    HIBARI_TRY(reader.allow({"yaw_degrees", "width", "height", "face"}));
    const IntegerRule side{.min = kViewSideMin, .max = kViewSideMax};
    View view;
    view.yaw_degrees =
        static_cast<float>(HIBARI_TRY(reader.number("yaw_degrees", {.min = -180, .max = 180})));
    view.width = static_cast<int>(HIBARI_TRY(reader.integer("width", side)));
    view.height = static_cast<int>(HIBARI_TRY(reader.integer("height", side)));
    if (const auto face = reader.find("face")) {
        view.face = HIBARI_TRY(read_face(*face));
    }
    return view;
}

Result<VoiceProfile> read_voice(const JsonReader& reader) {
    HIBARI_TRY(reader.allow({"f0_hz", "formant_scale", "syllables_per_s"}));
    VoiceProfile voice;
    voice.f0_hz = HIBARI_TRY(reader.number("f0_hz", {.min = 50, .max = 600}));
    voice.formant_scale = HIBARI_TRY(reader.number("formant_scale", {.min = 0.6, .max = 1.8}));
    voice.syllables_per_s = HIBARI_TRY(reader.number("syllables_per_s", {.min = 1, .max = 12}));
    return voice;
}

Result<PackColors> read_colors(const JsonReader& reader) {
    HIBARI_TRY(reader.allow({"skin", "hair", "top", "bottom"}));
    PackColors colors;
    colors.skin = HIBARI_TRY(read_color(reader, "skin"));
    colors.hair = HIBARI_TRY(read_color(reader, "hair"));
    colors.top = HIBARI_TRY(read_color(reader, "top"));
    colors.bottom = HIBARI_TRY(read_color(reader, "bottom"));
    return colors;
}

bool has_control(std::string_view text) {
    for (const char c : text) {
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
            return true;
        }
    }
    return false;
}

}  // namespace

std::string_view to_string(PackKind kind) {
    return kKinds[static_cast<std::size_t>(kind)];
}

Json header_of(const LikenessPack& pack) {
    Json views = Json::array();
    for (const View& view : pack.views) {
        Json json = Json::object(
            {{"yaw_degrees", view.yaw_degrees}, {"width", view.width}, {"height", view.height}}
        );
        if (view.face) {
            json.set("face", json_of(*view.face));
        }
        views.push_back(std::move(json));
    }
    Json colors = Json::object();
    const auto set = [&](const char* key, const std::optional<Color>& color) {
        if (color) {
            colors.set(key, json_of(*color));
        }
    };
    set("skin", pack.colors.skin);
    set("hair", pack.colors.hair);
    set("top", pack.colors.top);
    set("bottom", pack.colors.bottom);
    Json json =
        Json::object({{"version", kVersion}, {"kind", to_string(pack.kind)}, {"name", pack.name}});
    json.set("views", std::move(views));
    json.set("colors", std::move(colors));
    if (pack.size_m) {
        json.set("size_m", *pack.size_m);
    }
    if (pack.voice) {
        json.set(
            "voice",
            Json::object(
                {{"f0_hz", pack.voice->f0_hz},
                 {"formant_scale", pack.voice->formant_scale},
                 {"syllables_per_s", pack.voice->syllables_per_s}}
            )
        );
    }
    json.set("recording_samples", pack.recording.size());
    json.set("recording_text", pack.recording_text);
    return json;
}

Result<PackHeader> read_header(const Json& json) {
    const JsonReader reader(json);
    HIBARI_TRY(reader.allow(
        {"version",
         "kind",
         "name",
         "views",
         "colors",
         "size_m",
         "voice",
         "recording_samples",
         "recording_text"}
    ));
    HIBARI_TRY(reader.integer("version", {.min = kVersion, .max = kVersion}));
    PackHeader header;
    LikenessPack& pack = header.pack;
    pack.kind = static_cast<PackKind>(HIBARI_TRY(reader.choice("kind", kKinds)));
    pack.name = HIBARI_TRY(reader.string("name", {.size_min = 1, .size_max = kNameBytesMax}));
    if (has_control(pack.name)) {
        return fail(reader.error("must not have control characters in its name"));
    }
    const auto views = HIBARI_TRY(reader.array("views", {.size_min = 1, .size_max = kViewsMax}));
    for (const JsonReader& view : views) {
        pack.views.push_back(HIBARI_TRY(read_view(view)));
    }
    if (const auto colors = reader.find("colors")) {
        pack.colors = HIBARI_TRY(read_colors(*colors));
    }
    if (reader.find("size_m")) {
        pack.size_m = HIBARI_TRY(reader.number("size_m", {.min = 0.02, .max = 5.0}));
    }
    if (const auto voice = reader.find("voice")) {
        pack.voice = HIBARI_TRY(read_voice(*voice));
    }
    header.voice_samples = static_cast<std::size_t>(HIBARI_TRY(
        reader.integer("recording_samples", {.min = 0, .max = kSamplesMax, .fallback = 0})
    ));
    pack.recording_text =
        HIBARI_TRY(reader.string("recording_text", {.size_max = kTextBytesMax, .fallback = ""}));
    return header;
}

}  // namespace hibari::likeness
