#include "cli/showcase.h"

#include "base/files.h"
#include "cli/clip_check.h"
#include "cli/finish_output.h"
#include "cli/showcase_cases.h"
#include "engine/request_check.h"
#include "media/image.h"
#include "media/mp4_reader.h"
#include "media/mp4_writer.h"
#include "media/spectrogram.h"
#include "trust/mark/marked_sink.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <optional>
#include <ranges>
#include <system_error>

namespace hibari::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kPromptsBytesMax = 1U << 20U;
constexpr int kSheetColumns = 4;
constexpr int kSheetFrames = 12;
constexpr int kCellWidth = 400;
constexpr int kSpectrogramHeight = 160;
constexpr int kJpegQuality = 85;

/// prompts.txt beside the sources the program was built in (build/PRESET/bin/hibari).
fs::path bundled_prompts() {
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error);
    return program.parent_path() / "../../.." / "tests" / "showcase" / "prompts.txt";
}

/// Puts `below` under `above`; both are equally wide or are cut.
media::Frame stacked(const media::Frame& above, const media::Frame& below) {
    media::Frame both({above.width(), above.height() + below.height()});
    for (int y = 0; y < above.height(); ++y) {
        std::ranges::copy(above.row(y), both.row(y).begin());
    }
    for (int y = 0; y < below.height(); ++y) {
        const auto row = below.row(y);
        const auto count = std::min(row.size(), both.row(0).size());
        std::ranges::copy(row.first(count), both.row(above.height() + y).begin());
    }
    return both;
}

/// Signs clip and sheet of a case; null leaves them unsigned and unmarked.
struct CaseSigner {
    const worker::Provenance* provenance = nullptr;
    trust::ManifestInfo info = {};

    media::Seal seal() const {
        return provenance == nullptr ? media::Seal() : worker::clip_seal(info, *provenance);
    }

    Result<std::string> sheet(std::string jpeg) const {
        if (provenance == nullptr) {
            return jpeg;
        }
        return worker::sign_picture(jpeg, trust::MediaFormat::kJpeg, info, *provenance);
    }
};

Result<CaseSigner> make_signer(
    const engine::ClipRequest& request, const engine::Generator& generator, const Terminal& terminal
) {
    CaseSigner signer;
    if (terminal.provenance) {
        signer.provenance = HIBARI_TRY(terminal.provenance());
        signer.info = HIBARI_TRY(worker::describe_clip(
            request, generator.name(), {.asset_id = worker::make_asset_id()}, *signer.provenance
        ));
    }
    return signer;
}

Result<void> write_sheet(
    const fs::path& path, const media::MemoryClip& clip, const CaseSigner& signer
) {
    std::vector<media::SheetCell> cells;
    for (int i = 0; i < kSheetFrames; ++i) {
        const std::size_t index =
            (2 * static_cast<std::size_t>(i) + 1) * clip.frames.size() / (2 * kSheetFrames);
        std::array<char, 32> caption{};
        std::snprintf(
            caption.data(), caption.size(), "%.2f S", static_cast<double>(index) / clip.format.fps
        );
        cells.push_back({.frame = &clip.frames[index], .caption = caption.data()});
    }
    const media::Frame pictures =
        HIBARI_TRY(media::contact_sheet(cells, kSheetColumns, kCellWidth));
    const media::Frame sound =
        HIBARI_TRY(media::spectrogram(clip.audio, {pictures.width(), kSpectrogramHeight}));
    const std::string jpeg = HIBARI_TRY(media::encode_jpeg(stacked(pictures, sound), kJpegQuality));
    const std::string signed_jpeg = HIBARI_TRY(signer.sheet(jpeg));
    return write_file(path, signed_jpeg, Existing::kReplace);
}

/// Renders one case into `folder` and returns what is wrong with it.
Result<std::vector<std::string>> render_case(
    const ShowcaseCase& item,
    const ShowcaseOptions& options,
    engine::Generator& generator,
    const fs::path& folder,
    Terminal& terminal,
    std::stop_token stop
) {
    std::ostream& out = terminal.out;
    const fs::path truth_folder = folder / (item.name + ".truth");
    fs::remove_all(truth_folder);
    const media::FrameSize size = HIBARI_TRY(engine::parse_size(options.size));
    engine::ClipRequest request{
        .prompt = item.prompt,
        .size = size,
        .seed = options.seed,
        .quality = options.quality,
        .truth_dir = options.check ? truth_folder : fs::path(),
    };
    HIBARI_TRY(engine::check_request(request, generator));
    const fs::path video = folder / (item.name + ".mp4");
    const CaseSigner signer = HIBARI_TRY(make_signer(request, generator, terminal));
    const auto writer = HIBARI_TRY(media::Mp4Writer::create(video, {.seal = signer.seal()}));
    Progress silent;
    std::optional<trust::MarkedSink> marked;
    media::ClipSink* sink = writer.get();
    if (signer.provenance != nullptr) {
        sink = &marked.emplace(*writer, signer.provenance->mark_key, signer.info.asset_id);
    }
    const engine::ClipReport report =
        HIBARI_TRY(generator.generate(request, *sink, silent, std::move(stop)));
    HIBARI_TRY(write_file(
        folder / (item.name + ".json"),
        to_string(
            Json::object(
                {{"prompt", item.prompt},
                 {"interpretation", report.interpretation},
                 {"script", report.script}}
            ),
            2
        ) + "\n",
        Existing::kReplace
    ));
    media::MemoryClip clip;
    HIBARI_TRY(media::decode_clip(video, clip));
    HIBARI_TRY(write_sheet(folder / (item.name + ".jpg"), clip, signer));
    if (!options.check) {
        return std::vector<std::string>{};
    }
    const ShowcaseResult result = HIBARI_TRY(read_showcase_result(truth_folder, report.script));
    fs::remove_all(truth_folder);
    const ClipFacts facts = HIBARI_TRY(check_clip(clip, result.truth));
    std::array<char, 160> line{};
    std::snprintf(
        line.data(),
        line.size(),
        "  %.2f s, %.1f LUFS, peak %.1f dBTP, motion %.2f, %zu impacts heard",
        facts.seconds,
        facts.loudness_lufs,
        facts.true_peak_dbtp,
        facts.motion,
        facts.sync_errors_s.size()
    );
    out << line.data();
    if (const std::vector<double>& errors_s = facts.sync_errors_s; !errors_s.empty()) {
        std::snprintf(
            line.data(),
            line.size(),
            " %+.0f .. %+.0f ms off, median %+.0f",
            1000.0 * errors_s.front(),
            1000.0 * errors_s.back(),
            1000.0 * errors_s[errors_s.size() / 2]
        );
        out << line.data();
    }
    out << '\n';
    std::vector<std::string> faults = check_showcase(item, result);
    faults.insert(faults.end(), facts.faults.begin(), facts.faults.end());
    return faults;
}

}  // namespace

Result<void> run_showcase(
    const ShowcaseOptions& options,
    const engine::Registry& engines,
    Terminal& terminal,
    std::stop_token stop
) {
    const fs::path prompts =
        options.prompts.empty() ? bundled_prompts() : fs::path(options.prompts);
    const std::string text = HIBARI_TRY(read_file(prompts, kPromptsBytesMax));
    const std::vector<ShowcaseCase> cases = HIBARI_TRY(parse_showcase(text));
    engine::Generator* generator = HIBARI_TRY(engines.find("world"));
    const fs::path folder = options.output;
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) {
        return fail(file_error("cannot make the folder", folder, error.value()));
    }
    int passed = 0;
    int failed = 0;
    for (const ShowcaseCase& item : cases) {
        if (!options.only.empty() && item.name != options.only) {
            continue;
        }
        terminal.out << item.name << std::endl;
        const auto faults = render_case(item, options, *generator, folder, terminal, stop);
        if (!faults) {
            if (faults.error().code == ErrorCode::kCancelled) {
                return fail(faults.error());
            }
            terminal.out << "  FAILED: " << to_string(faults.error()) << std::endl;
            ++failed;
            continue;
        }
        for (const std::string& fault : *faults) {
            terminal.out << "  FAILED: " << fault << std::endl;
        }
        (faults->empty() ? passed : failed) += 1;
    }
    terminal.out << passed << " passed, " << failed << " failed" << std::endl;
    HIBARI_TRY(finish_output(terminal.out));
    if (passed + failed == 0) {
        return fail(ErrorCode::kNotFound, "no case is called '" + options.only + "'");
    }
    if (failed > 0) {
        return fail(ErrorCode::kDataLoss, std::to_string(failed) + " cases do not hold");
    }
    return {};
}

}  // namespace hibari::cli
