using System.Security.Cryptography;
using System.Text;
using CsMonolith.Learning.Artefacts;
using CsMonolith.Learning.Json;
using CsMonolith.Learning.Models;

namespace CsMonolith.Health.Models.Registry;

/// <summary>Reads and writes artefacts. Reading refuses a file that is malformed or hostile.</summary>
internal static class Artefact
{
    public static string Write(ProbabilityModel model) => Encoding.UTF8.GetString(ModelFile.Write(model));

    public static Result<ProbabilityModel> Read(string json)
    {
        try
        {
            return ModelFile.Read(Encoding.UTF8.GetBytes(json));
        }
        catch (ModelFileException refused)
        {
            return ModelErrors.BadArtefact(refused.Reason.En, refused.Reason.Ja);
        }
    }

    public static string Fingerprint(string json) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));
}
