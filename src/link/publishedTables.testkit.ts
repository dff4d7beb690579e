/** The tables of form 1 as they were published. Entries are never changed; what is added later goes into one of its own. */

/** Part of a table of the format as it was published: its keys, and a digest of what they mean. */
export interface PublishedTable {
  readonly table: 'dictionary' | 'pieces' | 'escapes' | 'verbs';
  readonly keys: string;
  /** First 16 digits of the SHA-256 of lines `key=meaning`. */
  readonly digest: string;
}

export const tables: readonly PublishedTable[] = [
  {
    table: 'dictionary',
    keys: [
      'M0 M1 M2 M3 Ms Mt Ml Ma Md Me Mf Mg Mh My Mp Mm Mb Mr Mk Mw Mx Mv M4 M5 M6 M7 M8 MA MB MC Fc Fm FV FU FL',
      'FS FI Fb FB Ft FT Fg Fs Fi Fp FP Fv Fw Fk Fl Fx Fy Fd Fe Fh FH Fo Fn FN Fq Fr FR FK Ff FF FJ Fu FW Fj Fz',
      'FZ FE FD Fa FA FC FM FO FX FY FG FQ F0 F1 F2 F3 F4 F5 F6 F7 F8 F9 Ga Gb Gc Gd Ge Gf Gg Gh Gi Gj Gk Gl Gm',
      'Gn Go Gp Gq Gr Gs Gt Gu Gv Gw Gx Gy Gz GA GB GC GD GE GF GG GH GI GJ GK GL GM G0 G1 G2 G3 G4 G5 G6 G7 G8',
      'G9 GN GO GP GQ GR GS GT GU GV GW GX GY GZ V0 V1 V2 V3 V4 V5 V6 V7 V8 V9 Va Vb Vc Vd Ve Vf Vg Vh Vi Vj Vk',
      'Vl Vm Vn Vo Vp Vq Vr Vs Vt Vu Vv Vw Vx Vy Vz VA VB VC VD VE VF VG VH VI VJ VK VL VM VN VO VP VQ VR VS VT',
      'VU VV VW VX VY VZ Tb Ts Tc Tg Te Tw Td Tt Ti Tr Tm Tk T1 Ty Tj Th To Tn Ta Tq Tp Tv Tx T3 Tz Tu Tl Tf TW',
      'TA TD TS TV TL TX TQ TU TP TC TO TB T0 T2 T4 T5 T6 T7 TK TF TG TM TR TE TZ TH TN TI TY TJ TT U0 U1 U2 U3',
      'U4 U5 U6 U7 U8 U9 Ua Ub Uc Ud Ue Uf Ug Uh Ui Uj Uk Ul Um Un Uo Up Uq Ur Us Ut Uu Uv Uw Ux Uy Uz UA UB UC',
      'UD UE UF UG UH UI UJ UK UL UM UN UO UP UQ UR US UT UU UV UW UX Wr Wp Wb Wk Wh Wd Wi We Wm Wy WY Wn WN Wo',
      'Wf Wt WF',
    ].join(' '),
    digest: '71ef58a110d8f90f',
  },
  {
    table: 'dictionary',
    keys: 'MD ME MF MG MH MI',
    digest: '34272927ca3779b0',
  },
  {
    table: 'pieces',
    keys: [
      'A B C D E F G H I J K L M N O P Q R S T U V W X Y Z -a -b -c -d -e -f -g -h -i -j -k -l -m -n -o -p -q -r',
      '-s -t -u -v -w -x -y -z -A -B -C -D -E -F -G -H -I -J -K -L -M -N -O -P -Q -R -S -T -U -V -W -X -Y -Z -0',
      '-1 -2 -3 -4 -5 -6 -7 -8 -9',
    ].join(' '),
    digest: 'b177e6d820aa2ad6',
  },
  {
    table: 'escapes',
    keys: 's d c l m e p q a h o k b f x w r n t y j',
    digest: '1c7257a1876877e2',
  },
  {
    table: 'verbs',
    keys: 'i r e f p y a k t c b s w o q u m l g d h',
    digest: 'b76b0d2f8a8bb68c',
  },
  { table: 'pieces', keys: '-_ -~', digest: '73898ff23bd5bb52' },
];
