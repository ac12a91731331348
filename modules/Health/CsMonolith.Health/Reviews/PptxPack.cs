using System.IO.Compression;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Presentation;

namespace CsMonolith.Health.Reviews;

/// <summary>
/// Draws a pack as slides (PresentationML): a cover, then a slide for each section, with text as text and tables as
/// tables. Long tables go over several slides. Each slide's notes say of which day its data is and where it is from.
/// </summary>
internal static class PptxPack
{
    private const uint FirstMasterId = 2147483648;
    private const uint FirstSlideId = 256;

    /// <summary>The file.</summary>
    public static byte[] Write(PackDocument pack)
    {
        using var stream = new MemoryStream();
        using (var file = PresentationDocument.Create(stream, PresentationDocumentType.Presentation))
        {
            var part = file.AddPresentationPart();
            file.ChangeIdOfPart(part, "presentation");
            Fill(part, pack);
        }

        return Settled(stream.ToArray());
    }

    private static void Fill(PresentationPart part, PackDocument pack)
    {
        var master = part.AddNewPart<SlideMasterPart>("master");
        var layout = master.AddNewPart<SlideLayoutPart>("layout");
        layout.SlideLayout = new SlideLayout(SlideFrame.Layout);
        layout.AddPart(master, "master");
        master.SlideMaster = new SlideMaster(SlideFrame.Master("layout", FirstMasterId + 1));
        master.AddNewPart<ThemePart>("theme").Theme = new DocumentFormat.OpenXml.Drawing.Theme(SlideFrame.Theme);
        var notes = part.AddNewPart<NotesMasterPart>("notes");
        notes.NotesMaster = new NotesMaster(SlideFrame.NotesMaster);
        notes.AddNewPart<ThemePart>("theme").Theme = new DocumentFormat.OpenXml.Drawing.Theme(SlideFrame.Theme);

        var slides = new SlideIdList();
        foreach (var (i, slide) in PackSlides.Of(pack).Index())
        {
            var added = part.AddNewPart<SlidePart>($"slide{i}");
            added.AddPart(layout, "layout");
            added.Slide = new Slide(slide.Drawing);
            var said = added.AddNewPart<NotesSlidePart>("notes");
            said.AddPart(notes, "master");
            said.AddPart(added, "slide");
            said.NotesSlide = new NotesSlide(SlideFrame.Notes(slide.Notes));
            slides.Append(new SlideId { Id = FirstSlideId + (uint)i, RelationshipId = $"slide{i}" });
        }

        part.Presentation = new Presentation(
            new SlideMasterIdList(new SlideMasterId { Id = FirstMasterId, RelationshipId = "master" }),
            new NotesMasterIdList(new NotesMasterId { Id = "notes" }),
            slides,
            new SlideSize { Cx = SlideFrame.Width, Cy = SlideFrame.Height },
            new NotesSize { Cx = SlideFrame.Height, Cy = SlideFrame.Width }
        );
    }

    // The same pack is the same bytes: the entries of the archive bear one date, not that of the writing.
    private static byte[] Settled(byte[] written)
    {
        using var stream = new MemoryStream(written.Length);
        stream.Write(written);
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            foreach (var entry in archive.Entries)
            {
                entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
            }
        }

        return stream.ToArray();
    }
}
