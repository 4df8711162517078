package io.nuwa.emergency.files;

import io.nuwa.emergency.files.FaultyDisk.Call;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.spi.FileSystemProvider;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/** Hands every call on to the machine, after the {@link FaultyDisk} has let it through. */
final class FaultyProvider extends FileSystemProvider {
  private final FaultyDisk disk;
  private final FaultyFileSystem files;
  private final FileSystemProvider machine = FileSystems.getDefault().provider();

  FaultyProvider(FaultyDisk disk, FaultyFileSystem files) {
    this.disk = disk;
    this.files = files;
  }

  private static Path real(Path path) {
    return FaultyFileSystem.real(path);
  }

  @Override
  public String getScheme() {
    return "faulty";
  }

  @Override
  public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
    throw new UnsupportedOperationException("a FaultyDisk makes it");
  }

  @Override
  public FileSystem getFileSystem(URI uri) {
    return files;
  }

  @Override
  public Path getPath(URI uri) {
    return files.wrap(Path.of(uri));
  }

  @Override
  public FileChannel newFileChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    Path file = real(path);
    boolean writes =
        options.contains(StandardOpenOption.WRITE) || options.contains(StandardOpenOption.APPEND);
    boolean fresh = writes && !Files.exists(file);
    if (writes) {
      disk.before(Call.OPEN, file);
    }
    var channel = new FaultyChannel(disk, file, FileChannel.open(file, options, attributes));
    if (fresh) {
      disk.durable().created(file);
    }
    disk.opened(channel);
    return channel;
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    return newFileChannel(path, options, attributes);
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path folder, DirectoryStream.Filter<? super Path> filter) throws IOException {
    DirectoryStream<Path> found =
        machine.newDirectoryStream(real(folder), each -> filter.accept(files.wrap(each)));
    return new DirectoryStream<>() {
      @Override
      public Iterator<Path> iterator() {
        Iterator<Path> each = found.iterator();
        return new Iterator<>() {
          @Override
          public boolean hasNext() {
            return each.hasNext();
          }

          @Override
          public Path next() {
            return files.wrap(each.next());
          }
        };
      }

      @Override
      public void close() throws IOException {
        found.close();
      }
    };
  }

  @Override
  public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
    if (!Files.exists(real(folder), LinkOption.NOFOLLOW_LINKS)) {
      disk.before(Call.CREATE_FOLDER, real(folder));
    }
    machine.createDirectory(real(folder), attributes);
    disk.durable().created(real(folder));
  }

  @Override
  public void delete(Path path) throws IOException {
    if (Files.exists(real(path), LinkOption.NOFOLLOW_LINKS)) {
      disk.before(Call.DELETE, real(path));
    }
    machine.delete(real(path));
  }

  @Override
  public void copy(Path source, Path target, CopyOption... options) throws IOException {
    disk.before(Call.COPY, real(target));
    machine.copy(real(source), real(target), options);
    disk.durable().created(real(target));
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) throws IOException {
    disk.before(Call.MOVE, real(target));
    machine.move(real(source), real(target), options);
  }

  @Override
  public boolean isSameFile(Path one, Path other) throws IOException {
    return machine.isSameFile(real(one), real(other));
  }

  @Override
  public boolean isHidden(Path path) throws IOException {
    return machine.isHidden(real(path));
  }

  @Override
  public FileStore getFileStore(Path path) throws IOException {
    return machine.getFileStore(real(path));
  }

  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    machine.checkAccess(real(path), modes);
  }

  @Override
  public <V extends FileAttributeView> V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    V view = machine.getFileAttributeView(real(path), type, options);
    return view instanceof PosixFileAttributeView posix
        ? type.cast(new Rights(disk, real(path), posix))
        : view;
  }

  /** Changing rights changes the disk. */
  private record Rights(FaultyDisk disk, Path real, PosixFileAttributeView view)
      implements PosixFileAttributeView {
    @Override
    public String name() {
      return view.name();
    }

    @Override
    public UserPrincipal getOwner() throws IOException {
      return view.getOwner();
    }

    @Override
    public void setOwner(UserPrincipal owner) throws IOException {
      disk.before(Call.ATTRIBUTES, real);
      view.setOwner(owner);
    }

    @Override
    public PosixFileAttributes readAttributes() throws IOException {
      return view.readAttributes();
    }

    @Override
    public void setPermissions(Set<PosixFilePermission> rights) throws IOException {
      disk.before(Call.ATTRIBUTES, real);
      view.setPermissions(rights);
    }

    @Override
    public void setGroup(GroupPrincipal group) throws IOException {
      disk.before(Call.ATTRIBUTES, real);
      view.setGroup(group);
    }

    @Override
    public void setTimes(FileTime modified, FileTime accessed, FileTime created)
        throws IOException {
      disk.before(Call.ATTRIBUTES, real);
      view.setTimes(modified, accessed, created);
    }
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    return machine.readAttributes(real(path), type, options);
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options)
      throws IOException {
    return machine.readAttributes(real(path), attributes, options);
  }

  @Override
  public void setAttribute(Path path, String attribute, Object value, LinkOption... options)
      throws IOException {
    disk.before(Call.ATTRIBUTES, real(path));
    machine.setAttribute(real(path), attribute, value, options);
  }
}
