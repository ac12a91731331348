using System.Text;

namespace CsMonolith.Journey.Accounts.Tiers;

/// <summary>Touch models as files write them.</summary>
internal static class TouchModels
{
    /// <summary>Reads a word; <c>null</c> where it is none.</summary>
    public static TouchModel? Read(string? text) =>
        text?.Normalize(NormalizationForm.FormKC).ToLowerInvariant() switch
        {
            "high" or "high touch" or "high-touch" or "ハイタッチ" or "ハイ" => TouchModel.High,
            "low" or "low touch" or "low-touch" or "ロータッチ" or "ロー" => TouchModel.Low,
            "tech" or "tech touch" or "tech-touch" or "テックタッチ" or "テック" => TouchModel.Tech,
            _ => null,
        };
}
