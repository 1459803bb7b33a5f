#include "trust/c2pa/manifest_info.h"

#include "base/check.h"

namespace hibari::trust {

std::string_view to_string(ManifestKind kind) {
    switch (kind) {
        case ManifestKind::kGeneration:
            return "generation";
        case ManifestKind::kRemix:
            return "remix";
        case ManifestKind::kExtension:
            return "extension";
        case ManifestKind::kStitch:
            return "stitch";
        case ManifestKind::kComposite:
            return "composite";
    }
    HIBARI_CHECK(false);
}

std::string_view to_uri(DigitalSource source) {
    switch (source) {
        case DigitalSource::kTrainedAlgorithmicMedia:
            return "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia";
        case DigitalSource::kAlgorithmicMedia:
            return "http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia";
        case DigitalSource::kCompositeWithTrainedAlgorithmicMedia:
            return "http://cv.iptc.org/newscodes/digitalsourcetype/"
                   "compositeWithTrainedAlgorithmicMedia";
        case DigitalSource::kCompositeSynthetic:
            return "http://cv.iptc.org/newscodes/digitalsourcetype/compositeSynthetic";
    }
    HIBARI_CHECK(false);
}

}  // namespace hibari::trust
